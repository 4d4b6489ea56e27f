"""What mail programs write above what they quote and below what they send, in the languages that they speak.

Written down from the programs' own forms; small on purpose, each with its test. A form that is not here costs a fold, no word.
"""

import re
from typing import Final

MOST_LINE: Final = 400  # no program writes more above a quote

# "On Mon, 3 Nov 2025 at 07:10, Amanda wrote:", by its verb.
WROTE: Final = re.compile(
    r"\b(?:wrote|writes|said|schrieb|schrieben|schreef|geschreven|a\s+écrit|écrit|ha\s+scritto|scrisse|escribió|escribi[oó]|escreveu|"
    r"skrev|skrifaði|kirjoitti|napisał(?:\(a\)|a)?|pisze|napsala?\b(?:\(a\))?|napísala?|написала?|пишет|писал\(?а?\)?|написав|"
    r"a\s+scris|írta|je\s+napisala?|je\s+napisao|napisao|έγραψε|yazdı|şunu\s+yazdı|đã\s+viết|menulis|va\s+escriure|idatzi\s+du|"
    r"kirjutas|rašė|rakstīja)(?!\w)|写道|寫道|のメール|さんは書きました|wrote|님이\s*작성|כתב|כתבה|كتب",
    re.IGNORECASE,
)
ENDS_AS_WROTE: Final = re.compile(r"(?:[:：]|写道|寫道|wrote|作成)\s*\*?$", re.IGNORECASE)
ADDRESS: Final = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}")
TIME: Final = re.compile(r"\b\d{1,2}\s?[:.hH]\s?\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b|\d{1,2}時|오[전후]|[上下]午")
DATE: Final = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]|\d{1,2}\.\s")

# "-----Original Message-----", "Begin forwarded message:".
ORIGINAL: Final = re.compile(
    r"[\s>*_]{0,10}-{2,20}\s{0,3}(?:original\s(?:message|appointment|e-?mail)|ursprüngliche\s(?:nachricht|e-?mail)|originalnachricht|"
    r"message\sd'origine|message\sd’origine|message\soriginal|mensaje\soriginal|mensagem\soriginal|messaggio\soriginale|oorspronkelijk\sbericht|"
    r"originele\sbericht|oprindelig\smeddelelse|originalmeddelelse|ursprungligt\smeddelande|opprinnelig\smelding|"
    r"alkuperäinen\sviesti|oryginalna\swiadomość|wiadomość\soryginalna|původní\szpráva|исходное\sсообщение|eredeti\süzenet|"
    r"原始邮件|原始郵件|original\snachricht|reply\smessage|replied\smessage|forwarded\s(?:message|by).{0,120}|weitergeleitete\snachricht|"
    r"mensaje\sreenviado|mensagem\sencaminhada|message\stransf[ée]r[ée]|messaggio\sinoltrato|doorgestuurd\sbericht|"
    r"vidarebefordrat\smeddelande|videresendt\smelding|videresendt\smeddelelse|välitetty\sviesti|wiadomość\sprzekazana|"
    r"přeposlaná\szpráva|пересылаемое\sсообщение|пересланное\sсообщение)\s{0,3}-{0,20}[\s*_]{0,10}$",
    re.IGNORECASE,
)
FORWARDED: Final = re.compile(
    r"[\s>*]{0,10}(?:begin\sforwarded\smessage|anfang\sder\sweitergeleiteten\s(?:nachricht|e-?mail)|début\sdu\smessage\s(?:réexpédié|transféré)|"
    r"inicio\sdel\smensaje\sreenviado|início\sda\smensagem\s(?:reencaminhada|encaminhada)|inizio\smessaggio\sinoltrato|"
    r"begin\sdoorgestuurd\sbericht|vidarebefordrat\sbrev|start\spå\svideresendt\sbesked|videresendt\smelding|"
    r"ursprungligt\smeddelande|upprunalegu\sskilaboðin|początek\sprzekazywanej\swiadomości)\s?:\s{0,3}$",
    re.IGNORECASE,
)
FORWARD_WORDS: Final = re.compile(
    r"forward|weitergeleitet|reenviado|encaminhada|transf[ée]r|réexpédié|inoltrato|doorgestuurd|vidarebefordrat|videresend|välitetty|"
    r"przekazan|přeposlan|пересыл|пересл",
    re.IGNORECASE,
)

# The block of headers that Outlook and others write: what a line of it is about.
HEADER_KINDS: Final = {
    kind: frozenset(words.split(","))
    for kind, words in {
        "from": "from,von,de,da,van,fra,från,lähettäjä,od,от,feladó,expéditeur,mittente,remitente,kimden,发件人,寄件者,差出人,보낸 사람,från,"
        "de la,от кого,reply-to,antwort an,отправитель",
        "date": "sent,date,gesendet,datum,envoyé,enviado,fecha,data,inviato,verzonden,sendt,dato,skickat,lähetetty,päivämäärä,wysłano,"
        "odesláno,отправлено,дата,elküldve,dátum,enviado el,enviada em,enviado em,envoyé le,gesendet am,sent at,date d'envoi,发送时间,日期,"
        "送信日時,日付,보낸 날짜,날짜,tarih,trimis,sent on,dne",
        "to": "to,an,à,para,a,aan,til,till,vastaanottaja,do,komu,кому,címzett,destinataire,destinatario,kime,cc,kopie,kopia,copie,copia,kopi,"
        "收件人,收件者,宛先,받는 사람,către",
        "subject": "subject,betreff,objet,asunto,assunto,oggetto,onderwerp,emne,ämne,aihe,temat,předmět,předmet,тема,tárgy,konu,主题,主旨,件名,"
        "제목,subiect",
    }.items()
}
HEADER_LINE: Final = re.compile(r"[\s>*]{0,10}([^\W\d_][\w'’. -]{0,24}?)\s{0,2}\*?\s{0,2}[:：]\*?(?:\s|$|[^/\s])")

# The last line of what was written on the way.
SENT_FROM: Final = re.compile(
    r"[\s*_]{0,6}(?:sent\s(?:from|with|via|using)|get\soutlook\sfor|gesendet\s(?:von|mit|über)|von\smeinem\s.{1,40}\sgesendet|"
    r"diese\snachricht\swurde\svon\smeinem|envoyé\s(?:de|depuis|à\spartir)|enviado\s(?:desde|do|de|a\spartir|con|via)|enviada\sdo|inviat[oa]\s(?:da|dal)|verzonden\s(?:vanaf|met|via|door)|"
    r"verstuurd\svanaf|skickat\sfrån|sendt\s(?:fra|med)|lähetetty\s|wysłan[eo]\s(?:z|za)|odesláno\sz|отправлено\s(?:с|из)|"
    r"iphone(?:から|\s?送信)|trimis\sde\spe|küldve\s|発信元|iphoneから送信|从我的|发自我的|發自我的|傳送自|enviat\sdes|telefonumdan|"
    r"von\samazon\sgesendet|hämta\soutlook|outlook\sfür\s.{1,12}\sbeschaffen|télécharge[rz]\soutlook|obtener\soutlook|downloaden\soutlook|"
    r"ottieni\soutlook|obter\so\soutlook|pobierz\soutlook|get\s.{1,20}\smail\sfor|sent\sfrom).{0,100}$",
    re.IGNORECASE,
)
SIGNATURE: Final = re.compile(r"[ \xa0]?(?:--|—|–|- -)[ \xa0]{0,2}$")
FOOT: Final = re.compile(r"(?:_{20,}|-{30,}|={30,}|\*{30,})\s*$")
