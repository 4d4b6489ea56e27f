from athletes.forms.signup import SignupForm

__all__ = ["SignupForm"]
