"""What mail programs write above what they quote, below what they send and into a subject, in the languages that they speak.

Written down from the programs' own forms. A form that is missing here costs a fold, never a word.
"""

import re
from typing import Final


def _one_of(*phrases: str) -> str:
    """A pattern for any of these, separated by bars; `*` stands for some letters, a space for white space."""
    found = [phrase.strip() for phrase in "|".join(phrases).split("|")]
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s{1,3}").replace(r"\*", r".{0,40}?") for phrase in found)


# "On Mon, 3 Nov 2025 at 07:10, Bob <bob@example.org> wrote:". First how such a line begins, then its verb.
_DAYS = _one_of(
    "mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag",
    "lun|mar|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes",
    "sábado|domingo|gio|sab|dom|lunedì|martedì|mercoledì|giovedì|venerdì|ma|ti|ke|to|pe|la|su|mån|tis|ons|tors|fre|lör|sön",
    "man|tir|tor|lør|søn|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье",
)
LEAD: Final = re.compile(
    r"[\s*_\"'“(-]{0,10}(?:(?:"
    + _one_of("on|am|le|el|il|op|den|på|em|dne|dňa|w dniu|dnia|pada|vào|a|al|il giorno|la data de|kl|um|van|date", "at")
    + rf")\s|(?:{_DAYS})\b[.,]?\s|\d{{1,4}}[-./年 ]|\d{{1,2}}\.|\d{{4}})",
    re.IGNORECASE,
)
FIRST_PERSON: Final = re.compile(_one_of("i wrote|we wrote|ich schrieb|wir schrieben|j'ai écrit"), re.IGNORECASE)
NAME_FIRST: Final = re.compile(r"[^<>@:]{1,60}<[^<>\s]{1,100}@[^<>\s]{1,190}>")
WROTE: Final = re.compile(
    r"(?<!\w)(?:"
    + _one_of(
        "wrote|writes|schrieb|schrieben|schreef|geschreven|a écrit|ha scritto|scrisse|escribió|escribio|escreveu|skrev|skrifaði",
        "kirjoitti|napisał|napisała|napisał(a)|pisze|napsal|napsala|napsal(a)|napísal|napísala|написал|написала|написал(а)|пишет",
        "писал|писала|писал(а)|написав|написала|a scris|írta|je napisao|je napisala|έγραψε|yazdı|đã viết|menulis|va escriure",
        "kirjutas|rašė|rakstīja|sent|כתב|כתבה|كتب",
    )
    + r")(?!\w)|"
    + _one_of("写道|寫道|のメール|書きました|님이 작성|님의 메시지"),
    re.IGNORECASE,
)
ENDS_ABOVE_QUOTE: Final = re.compile(r"(?:[:：]|写道|寫道|\bwrote)[\s*_-]{0,10}$", re.IGNORECASE)
ADDRESS: Final = re.compile(r"[\w.+%=-]{1,100}@[\w-]{1,63}\.[\w.-]{1,190}")
IN_BRACKETS: Final = re.compile(r"<[^<>@]{1,100}@[^<>@]{1,190}>")
TIME: Final = re.compile(
    r"(?<!\d)\d{1,2}\s?[:.hH]\s?\d{2}(?!\d)|(?<!\d)\d{1,2}\s?[ap]\.?m\b|\d{1,2}時|\d{1,2}시|오[전후]|[上下]午",
    re.IGNORECASE,
)
DATE: Final = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|\b\d{1,2}[./-]\d{1,2}\b|\b\d{1,2}\.?\s[^\W\d]{3}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s\d",
    re.IGNORECASE,
)
QUOTED: Final = re.compile(r"\s{0,6}>(?!=?\d)")  # ">150 bpm all the way" is a runner's own
# A reply that the program did not take to a line of its own.
SHARED_LINE: Final = re.compile(
    r"(.*[^\s-])([\s-]{1,12}On\s(?:\d|(?:"
    + _one_of("mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")
    + r")).{8,200}\bwrote:)$",
    re.IGNORECASE,
)

# "-----Original Message-----", "---- Bob wrote ----", "Begin forwarded message:".
_MESSAGE = _one_of(
    "message|messages|appointment|e-mail|email|mail|nachricht|originalnachricht|message d'origine|mensaje|mensagem|messaggio",
    "bericht|besked|meddelelse|originalmeddelelse|meddelande|melding|viesti|wiadomość|zpráva|správa|сообщение|письмо|üzenet|mesaj",
    "邮件|郵件|メッセージ|메시지|forwarded by*|wrote|schrieb",
)
SEPARATOR: Final = re.compile(
    rf"[\s>*_]{{0,10}}-{{3,40}}+\s{{0,3}}.{{0,60}}?(?:{_MESSAGE}).{{0,60}}?\s{{0,3}}-{{3,40}}[\s*_]{{0,10}}$",
    re.IGNORECASE,
)
FORWARDED: Final = re.compile(
    r"[\s>*]{0,10}(?:"
    + _one_of(
        "begin forwarded message|anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail",
        "début du message réexpédié|début du message transféré|inicio del mensaje reenviado",
        "início da mensagem reencaminhada|início da mensagem encaminhada|inizio messaggio inoltrato",
        "begin doorgestuurd bericht|vidarebefordrat brev|start på videresendt besked|videresendt melding|välitetty viesti",
        "początek przekazywanej wiadomości|začátek přeposlané zprávy|начало переадресованного сообщения",
    )
    + r")\s?:?\s{0,3}\*?$",
    re.IGNORECASE,
)
PASSED_ON: Final = re.compile(
    _one_of(
        "forward|weitergeleitet|reenviado|encaminhada|reencaminhada|transféré|réexpédié|inoltrato|doorgestuurd|vidarebefordra",
        "videresend|välitetty|przekaz|přeposl|переадрес|пересыл|пересл|továbbított|转发|轉寄|転送",
    ),
    re.IGNORECASE,
)

# The block of headers that Outlook and others write above the quote: what each of its lines says.
HEADER_KINDS: Final = {
    name: kind
    for kind, names in {
        "from": "from|von|de|da|van|fra|från|lähettäjä|od|от|от кого|feladó|expéditeur|mittente|remitente|kimden|de la|gönderen|"
        "发件人|寄件者|差出人|보낸 사람|reply-to|отправитель|від",
        "date": "sent|date|gesendet|datum|envoyé|enviado|fecha|data|inviato|verzonden|sendt|dato|skickat|lähetetty|päivämäärä|"
        "wysłano|odesláno|отправлено|дата|elküldve|dátum|enviado el|enviada em|enviado em|envoyé le|gesendet am|tarih|trimis|"
        "发送时间|日期|送信日時|日付|보낸 날짜|날짜|sent at|sent on|надіслано",
        "to": "to|an|à|para|a|aan|til|till|vastaanottaja|do|dla|komu|кому|címzett|destinataire|destinatario|kime|către|alıcı|"
        "收件人|收件者|宛先|받는 사람|cc|kopie|kopia|copie|copia|kopi|копия|抄送",
        "subject": "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|emne|ämne|aihe|temat|předmět|předmet|тема|tárgy|konu|"
        "subiect|主题|主旨|件名|제목",
    }.items()
    for name in names.split("|")
}
HEADER_LINE: Final = re.compile(r"[\s>*]{0,10}([^\W\d_][\w'’. -]{0,24}?)\s{0,2}\*?\s{0,2}[:：]\*?(?!//)")

# The last line of what was written on the way, or a program's praise of itself.
SENT_FROM: Final = re.compile(
    r"[\s*_<(]{0,6}(?:"
    + _one_of(
        "sent from my|sent from mail for|sent from outlook|sent from yahoo|sent from gmail|sent from samsung|sent from proton",
        "sent from the|sent with|sent via|sent using|get outlook for|get * for android|get * for ios",
        "gesendet von|gesendet mit|gesendet über|von meinem * gesendet|diese nachricht wurde von meinem|outlook für * beschaffen",
        "envoyé de|envoyé depuis|envoyé à partir|télécharger outlook|enviado desde|enviado do|enviado de|enviado a partir",
        "enviado con|enviado via|enviada do|obtener outlook|obter o outlook|inviato da|inviato dal|inviata da|scarica outlook",
        "verzonden vanaf|verzonden met|verstuurd vanaf|outlook voor * downloaden|skickat från|hämta outlook|sendt fra|sendt med",
        "hent outlook|lähetetty *sta|lähetetty *stä|wysłane z|wysłano z|pobierz outlook|odesláno z|odoslané z|отправлено с|отправлено из",
        "надіслано з|küldve|trimis de pe|enviat des|iphoneから|iphone から|发自我的|發自我的|從我的|傳送自我的|나의 iphone|iphone'umdan gönderildi",
    )
    + r").{0,100}$",
    re.IGNORECASE,
)
SIGNATURE: Final = re.compile(r"[ \xa0]?(?:--|- -)[ \xa0]{0,2}$")
DASH: Final = re.compile(r"\s?[—–]\s?$")  # what phones make of two hyphens; people write it between paragraphs too
RULE: Final = re.compile(r"\s{0,3}(?:_{20,}|—{10,})\s{0,3}$")

# In front of a subject, and nowhere else: "Re: Automatic reply" is a person's answer to one.
AUTOMATIC_REPLY: Final = re.compile(
    r"\W{0,5}(?:auto\s?:|"
    + _one_of(
        "automatic reply|automatic response|auto reply|auto-reply|autoreply|auto response|auto-response|autoresponse|vacation reply",
        "automatische antwort|automatische reactie|automatisch antwoord|réponse automatique|respuesta automática",
        "respuesta automatica|resposta automática|risposta automatica|automatiskt svar|automatisk svar|autosvar",
        "automaattinen vastaus|odpowiedź automatyczna|automatyczna odpowiedź|autoodpowiedź|automatická odpověď",
        "automatická odpoveď|автоответ|автоматический ответ|автоматична відповідь|自動返信|自動応答|自动回复|自动答复|自動回覆",
        "자동 회신|otomatik yanıt|automatikus válasz|răspuns automat",
    )
    + r")",
    re.IGNORECASE,
)
# A person may ask "Out of office for two weeks: how do I train?", so this alone says nothing.
AWAY: Final = re.compile(
    r"\W{0,5}(?:"
    + _one_of(
        "out of office|out of the office|vacation notice|away from my mail|abwesenheitsnotiz|abwesenheitsmeldung|abwesend|abwesenheit",
        "absence du bureau|absent du bureau|fuera de la oficina|fuera de oficina|fora do escritório|fuori sede|fuori ufficio",
        "afwezigheid|niet aanwezig|frånvaro|fravær|ikke til stede|poissaoloilmoitus|mimo kancelář|不在通知|부재중",
    )
    + r")",
    re.IGNORECASE,
)
FAILURE: Final = re.compile(
    r"\W{0,5}(?:"
    + _one_of(
        "undeliverable|undelivered mail|delivery status notification|delivery failure|delivery has failed|delivery report",
        "mail delivery failed|mail delivery failure|mail delivery subsystem|mail system error|returned mail|failure notice",
        "warning: could not send|delayed mail|nondeliverable|unzustellbar|non remis|rapport de non-remise|nicht zustellbar",
        "mensaje no entregado|onbestelbaar|ikke levert|mancato recapito|недоставлен",
    )
    + r")",
    re.IGNORECASE,
)
