import pytest

from questions.inbound.quotes import divide

INTROS = [
    "On Sun, 2 Nov 2025 at 18:00, Alice <alice@example.com> wrote:",
    "On Sun, 2 Nov 2025 at 18:00, Alice\n<alice@example.com> wrote:",
    "On Nov 2, 2025, at 6:00 PM, Alice <\nalice-with-a-long-address@example.com>\nwrote:",
    "On 02/11/2025 18:00, Alice wrote:",
    "Am So., 2. Nov. 2025 um 18:00 Uhr schrieb Alice <alice@example.com>:",
    "Am 02.11.2025 um 18:00 schrieb Alice:",
    "Alice <alice@example.com> schrieb am So., 2.\nNov. 2025, 18:00:",
    "Le dim. 2 nov. 2025 à 18:00, Alice <alice@example.com> a écrit :",
    "Le 02/11/2025 à 18:00, Alice a écrit :",
    "El dom, 2 nov 2025 a las 18:00, Alice (<alice@example.com>) escribió:",
    "Em dom., 2 de nov. de 2025 às 18:00, Alice <alice@example.com> escreveu:",
    "Il giorno dom 2 nov 2025 alle ore 18:00 Alice <alice@example.com> ha scritto:",
    "Op zo 2 nov 2025 om 18:00 schreef Alice <alice@example.com>:",
    "Op 2 nov. 2025, om 18:00 heeft Alice <alice@example.com> het volgende geschreven:",
    "Den søn. 2. nov. 2025 kl. 18.00 skrev Alice <alice@example.com>:",
    "Den sön 2 nov. 2025 18:00Alice <alice@example.com> skrev:",
    "På 2 november 2025 på 18:00:00, Alice (alice@example.com) skrev:",
    "su 2. marrask. 2025 klo 18.00 Alice (alice@example.com) kirjoitti:",
    "W dniu 02.11.2025 o 18:00, Alice pisze:",
    "niedz., 2 lis 2025 o 18:00 Alice <alice@example.com> napisał(a):",
    "ne 2. 11. 2025 v 18:00 odesílatel Alice <alice@example.com> napsal:",
    "вс, 2 нояб. 2025 г. в 18:00, Alice <alice@example.com>:",
    "02.11.2025 18:00, Alice пишет:",
    "Alice <alice@example.com> ezt írta (időpont: 2025. nov. 2., V 18:00):",
    "2 Kas 2025 Paz 18:00 tarihinde Alice <alice@example.com> şunu yazdı:",
    "2025年11月2日(日) 18:00 Alice <alice@example.com>:",
    "Alice <alice@example.com> 于2025年11月2日周日 18:00写道：",
    "2025년 11월 2일 (일) 오후 6:00, Alice <alice@example.com>님이 작성:",
    "בתאריך יום א׳, 2 בנוב׳ 2025 ב-18:00 מאת \u202aAlice\u202c\u200f <\u202aalice@example.com\u202c\u200f>:",
    "---- On Sun, 02 Nov 2025 18:00:00 +0100 alice@example.com wrote ----",
]


@pytest.mark.parametrize("intro", INTROS)
def test_a_quote_with_marks_goes_with_the_line_above_it(intro):
    divided = divide(f"How many strides?\n\nBob\n\n{intro}\n\n> Add strides.\n>\n> Alice\n")

    assert divided.words == "How many strides?\n\nBob"
    assert divided.folded == f"{intro}\n\n> Add strides.\n>\n> Alice"


@pytest.mark.parametrize("intro", [intro for intro in INTROS if "02.11.2025 um" not in intro])
def test_a_quote_without_marks_is_known_by_the_line_above_it(intro):
    divided = divide(f"How many strides?\n{intro}\n\nAdd strides.\n\nAlice\n")

    assert divided.words == "How many strides?"
    assert divided.folded == f"{intro}\n\nAdd strides.\n\nAlice"


BLOCKS = [
    "From: Alice <alice@example.com>\nSent: Sunday, 2 November 2025 18:00\nTo: Bob\nSubject: Strides",
    "*From:* Alice [mailto:\nalice@example.com]\n*Sent:* Sunday, 2 November 2025 18:00\n*To:* Bob\n*Subject:* Strides",
    "Von: Alice\nGesendet: Sonntag, 2. November 2025 18:00\nAn: Bob\nBetreff: Laufen",
    "De : Alice\nEnvoyé : dimanche 2 novembre 2025 18:00\nÀ : Bob\nObjet : Courir",
    "De: Alice\nEnviado el: domingo, 2 de noviembre de 2025 18:00\nPara: Bob\nAsunto: Correr",
    "De: Alice\nEnviada em: domingo, 2 de novembro de 2025 18:00\nPara: Bob\nAssunto: Correr",
    "Da: Alice\nInviato: domenica 2 novembre 2025 18:00\nA: Bob\nOggetto: Correre",
    "Van: Alice\nVerzonden: zondag 2 november 2025 18:00\nAan: Bob\nOnderwerp: Lopen",
    "Fra: Alice\nSendt: 2. november 2025 18:00\nTil: Bob\nEmne: Løb",
    "Från: Alice\nSkickat: den 2 november 2025 18:00\nTill: Bob\nÄmne: Löpning",
    "Lähettäjä: Alice\nLähetetty: sunnuntai 2. marraskuuta 2025 18.00\nVastaanottaja: Bob\nAihe: Juoksu",
    "Od: Alice\nWysłano: niedziela, 2 listopada 2025 18:00\nDo: Bob\nTemat: Bieg",
    "От: Alice\nОтправлено: 2 ноября 2025 г. 18:00\nКому: Bob\nТема: Бег",
    "发件人: Alice\n发送时间: 2025年11月2日 18:00\n收件人: Bob\n主题: 跑步",
    "From: alice@example.com Date: Sun, 2 Nov 2025 18:00:00 +0100",
    "From: Alice <alice@example.com>\nDate: Sun, 2 Nov 2025 18:00:00 +0100",
    "-----Original Message-----",
    "-----Original-Nachricht-----",
    "-----Ursprüngliche Nachricht-----",
    "-------- Message d'origine --------",
    "-------- Oprindelig besked --------",
    "________________________________\nFrom: Alice <alice@example.com>\nSent: Sunday\nTo: Bob\nSubject: Strides",
    "---------- Forwarded message ---------",
    "Begin forwarded message:",
    "Anfang der weitergeleiteten Nachricht:",
    "---- Alice wrote ----",
]


@pytest.mark.parametrize("block", BLOCKS)
def test_all_below_a_programs_block_is_quoted(block):
    divided = divide(f"How many strides?\n\n{block}\n\nAdd strides.\n")

    assert divided.words == "How many strides?"
    assert divided.folded == f"{block}\n\nAdd strides."


def test_an_answer_below_a_quote_is_what_they_wrote():
    divided = divide("On Sun, 2 Nov 2025 at 18:00, Alice wrote:\n> Add strides.\n\nHow many?")

    assert divided.words == "How many?"


def test_an_answer_below_a_block_whose_quote_has_marks_is_what_they_wrote():
    divided = divide("-----Original Message-----\nFrom: Alice\nTo: Bob\n\n> Add strides.\n\nHow many?")

    assert divided.words == "How many?"


def test_answers_between_quotes_stay_with_what_they_answer():
    text = "On Sun, 2 Nov 2025 at 18:00, Alice wrote:\n> Which day?\n\nTuesday.\n\n> How many?\n\nSix."

    divided = divide(text)

    assert divided.words == "> Which day?\n\nTuesday.\n\n> How many?\n\nSix."
    assert divided.folded == "On Sun, 2 Nov 2025 at 18:00, Alice wrote:"


def test_of_a_long_quote_that_is_answered_the_end_is_shown():
    quote = "\n".join(f"> line {number}" for number in range(20))

    divided = divide(f"> Which day?\n\nTuesday.\n\n{quote}\n\nSix.")

    assert divided.words.split("\n\n")[2] == "\n".join(f"> line {number}" for number in range(14, 20))
    assert "> line 13" in divided.folded


def test_a_passage_that_they_picked_themselves_is_shown():
    divided = divide("Hello Alice,\n\n> Add strides on Tuesday.\n\nHow many?")

    assert divided.words == "Hello Alice,\n\n> Add strides on Tuesday.\n\nHow many?"


def test_a_greeting_above_and_a_name_below_a_whole_quote_need_none_of_it():
    divided = divide("Thank you!\n\nOn Sun, 2 Nov 2025 at 18:00, Alice wrote:\n\n> Add strides.\n\nBob")

    assert divided.words == "Thank you!\n\nBob"


@pytest.mark.parametrize("between", [" ", "--- ", " - "])
def test_a_reply_that_shares_its_line_with_what_the_program_wrote(between):
    divided = divide(f"How many?{between}On Sun, Nov 2, 2025, 18:00 Alice <alice@example.com> wrote:\n> Add strides.")

    assert divided.words == "How many?"


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nBob\nRuns since 2009",
        "--\nBob",
        "Sent from my iPhone",
        "Get Outlook for Android",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Inviato da iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Skickat från min iPhone",
        "Sendt fra min iPhone",
        "Wysłane z iPhone'a",
        "Отправлено с iPhone",
        "Sent from Yahoo Mail for iPhone",
        "_______________________________________________\nRunners mailing list\nrunners@example.net",
        "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAdFiEE\n=abcd\n-----END PGP SIGNATURE-----",
    ],
)
def test_a_signature_is_folded(signature):
    divided = divide(f"How many strides?\n\n{signature}\n")

    assert divided.words == "How many strides?"
    assert divided.folded == signature.replace("-- \n", "--\n")


def test_a_signature_above_the_quote_is_folded_too():
    divided = divide("How many?\n\n-- \nBob\n\nOn Sun, 2 Nov 2025 at 18:00, Alice wrote:\n> Add strides.")

    assert divided.words == "How many?"
    assert "Bob" in divided.folded


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday I ran at 7:10 with Charlie, and it went well:\nsix strides, no pain.",
        "On page 3 Lydiard wrote:\nhills first, then track.",
        "My week:\n- Tuesday 8 km\n- Thursday strides\n- Sunday 16 km",
        "From: Boston\nwe flew home.",
        "I ran 5 x 1000 m -- all even -- and then sat down.",
        "Times:\n2025-11-02 18:00\n02.11.2025 18:00\nThat is all.",
        "Date: Sunday\nPlace: the track",
        "A line\n---\nand another one\n================\nand a third",
        "Was it sent from my iPhone? I do not know.\nOr from my laptop.\nBob, who\nwrites\nlong letters",
        "Thanks,\nand one more thing:\nmay I run on Friday?",
        ">150 bpm all the way.\nHR>160 uphill.",
        "At 7:10 on Tuesday I ran six strides, as you wrote:\nall relaxed.",
        "On 4 November 2025 at 18:00 I wrote:\nno pain today.",
        "We drove home.\nSent from Boston to New York in four hours.",
        "One thing.\n—\n" + "\n".join(f"Then line {number}." for number in range(10)),
        "Best, in my view, would be Tuesday.\nIs that right?",
    ],
)
def test_an_authors_own_words_are_not_folded(text):
    assert divide(text) == (text, "")


def test_a_mail_that_is_passed_on_without_a_word_is_shown():
    text = "---------- Forwarded message ---------\nFrom: Charlie <charlie@example.net>\n\nRun with us on Sunday?"

    assert divide(text) == (text, "")


@pytest.mark.parametrize("block", BLOCKS)
def test_where_nothing_stands_above_a_quote_without_marks_all_is_shown(block):
    """Passed on, or answered line by line within it: who would fold that folds the answers."""
    text = f"{block}\n\nAdd strides.\n\nHow many?"

    assert divide(text) == (text, "")


def test_the_head_of_a_signed_text_is_folded():
    text = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHow many?\n-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----"

    divided = divide(text)

    assert divided.words == "How many?"
    assert "Hash: SHA256" in divided.folded
