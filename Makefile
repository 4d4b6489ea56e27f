# Everything happens in coachapp/local/; without make: python3 -m coachapp.local run
PYTHON ?= python3

.PHONY: setup run test test-slow
setup run test test-slow:
	@exec $(PYTHON) -m coachapp.local $@
