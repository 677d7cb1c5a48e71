#include "core/rating/packettext.h"

namespace antiphon {

namespace {

bool isInvisible(char32_t c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2064) || c == 0xfeff || c == 0xad;
}

QString plainCharacters(const QString& text)
{
    QString plain;
    plain.reserve(text.size());
    for (const char32_t c : text.normalized(QString::NormalizationForm_C).toUcs4()) {
        if (isInvisible(c))
            continue;
        if (c == 0x2018 || c == 0x2019 || c == 0x201a || c == 0x201b || c == 0x2032 || c == '`')
            plain += QLatin1Char('\'');
        else if ((c >= 0x201c && c <= 0x201f) || c == 0xab || c == 0xbb || c == 0x2033)
            plain += QLatin1Char('"');
        else if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
            plain += QLatin1Char('-');
        else if (c == 0x2026)
            plain += QStringLiteral("...");
        else if (c == '\n' || c == 0x2028 || c == 0x2029)
            plain += QLatin1Char('\n');
        else if (QChar::isSpace(c))
            plain += QLatin1Char(' ');
        else
            plain += QString::fromUcs4(&c, 1);
    }
    return plain;
}

const QRegularExpression& markup()
{
    static const QRegularExpression pattern(QStringLiteral(R"(\[music\]|\*\*|^\s*#{1,6}\s+|^\s*[*•-]\s+)"),
                                            QRegularExpression::CaseInsensitiveOption |
                                                QRegularExpression::MultilineOption);
    return pattern;
}

const QRegularExpression& roleLabel()
{
    static const QRegularExpression pattern(
        QStringLiteral(R"(\A\s*(user|system|assistant|recommender|bot)\s*:\s*)"),
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

bool isKnown(const QHash<QString, SourceTrack>& tracks, const QString& id)
{
    const auto found = tracks.constFind(id);
    return found != tracks.cend() && !found->title.isEmpty() && !found->artist.isEmpty();
}

// At most five references, evenly over the list, as a list may join the results of several searches.
QStringList chosenTracks(const Turn& turn)
{
    QStringList chosen;
    const qsizetype count = turn.tracks.size();
    const qsizetype wanted = qMin<qsizetype>(count, shownTitles);
    for (qsizetype i = 0; i < wanted; ++i)
        chosen << turn.tracks[i * count / wanted].externalId;
    return chosen;
}

void join(PacketTurn& earlier, const PacketTurn& later)
{
    if (!earlier.text.isEmpty() && !later.text.isEmpty())
        earlier.text += QLatin1Char('\n');
    earlier.text += later.text;
    earlier.showsTracks = earlier.showsTracks || later.showsTracks;
    earlier.tracks = (earlier.tracks + later.tracks).mid(0, shownTitles);
}

// One pass of the rules; what it uncovers may be a mark again.
QString plainOnce(const QString& text)
{
    QString plain = plainCharacters(text);
    plain.remove(markup());
    plain.remove(roleLabel());
    QStringList lines;
    for (const QString& line : plain.split(QLatin1Char('\n'))) {
        if (const QString simple = line.simplified(); !simple.isEmpty())
            lines << simple;
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

QString plainText(const QString& text)
{
    QString plain = text;
    for (;;) {
        const QString once = plainOnce(plain);
        if (once == plain)
            return plain;
        plain = once;
    }
}

QStringList builtInIdentityWords()
{
    return {QStringLiteral("template"),       QStringLiteral("synthetic"),
            QStringLiteral("condition"),      QStringLiteral("chatbot"),
            QStringLiteral("chatgpt"),        QStringLiteral("openai"),
            QStringLiteral("language model"), QStringLiteral("as an ai"),
            QStringLiteral("ai assistant"),   QStringLiteral("artificial intelligence"),
            QStringLiteral("dataset"),        QStringLiteral("musicdialog"),
            QStringLiteral("cpcd"),           QStringLiteral("wizard of oz"),
            QStringLiteral("wizard-of-oz")};
}

Masker::Masker(const QStringList& parts, const QStringList& names)
{
    QStringList choices;
    for (const QString& part : parts) {
        if (!part.trimmed().isEmpty())
            choices << QStringLiteral("[\\w-]*%1[\\w-]*").arg(QRegularExpression::escape(part.trimmed()));
    }
    for (const QString& name : names) {
        if (name.trimmed().size() >= 3)
            choices << QStringLiteral("(?<!\\w)%1(?!\\w)").arg(QRegularExpression::escape(name.trimmed()));
    }
    m_pattern = QRegularExpression(
        choices.isEmpty() ? QStringLiteral("(?!)") : choices.join(QLatin1Char('|')),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

QString Masker::masked(const QString& text)
{
    QString result;
    qsizetype end = 0;
    for (auto matches = m_pattern.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        result += QStringView(text).mid(end, match.capturedStart() - end);
        result += QStringLiteral("[...]");
        end = match.capturedEnd();
        ++m_count;
        if (const QString word = match.captured().toLower(); !m_words.contains(word))
            m_words << word;
    }
    result += QStringView(text).mid(end);
    return result;
}

double knownTitleShare(const Dialogue& dialogue, const QHash<QString, SourceTrack>& tracks)
{
    int shown = 0;
    int known = 0;
    for (const Turn& turn : dialogue.turns) {
        if (turn.role != Role::System)
            continue;
        for (const QString& id : chosenTracks(turn)) {
            ++shown;
            known += isKnown(tracks, id) ? 1 : 0;
        }
    }
    return shown == 0 ? 1.0 : static_cast<double>(known) / shown;
}

void limitTracks(QList<PacketTurn>& turns, int most, TrackForm form)
{
    const auto shown = [form](const PacketTurn& turn) {
        return form == TrackForm::Mark ? qsizetype{turn.showsTracks ? 1 : 0} : turn.tracks.size();
    };
    qsizetype left = 0;
    for (const PacketTurn& turn : std::as_const(turns))
        left += shown(turn);
    for (; left > most; --left) {
        // Of turns that show as many, the last gives one up first.
        auto fullest = turns.end();
        for (auto turn = turns.begin(); turn != turns.end(); ++turn) {
            const bool canGive = shown(*turn) > (turn->text.isEmpty() ? 1 : 0);
            if (canGive && (fullest == turns.end() || shown(*turn) >= shown(*fullest)))
                fullest = turn;
        }
        if (fullest == turns.end())
            return;
        if (form == TrackForm::Titles)
            fullest->tracks.removeLast();
        fullest->showsTracks = !fullest->tracks.isEmpty();
    }
}

QList<PacketTurn> packetTurns(const Dialogue& dialogue, const QHash<QString, SourceTrack>& tracks,
                              TrackForm form, Masker& masker)
{
    QList<PacketTurn> turns;
    for (const Turn& turn : dialogue.turns) {
        PacketTurn shown{turn.role, masker.masked(plainText(turn.text)), false, {}};
        if (turn.role == Role::System && form != TrackForm::Hidden && !turn.tracks.isEmpty()) {
            shown.showsTracks = true;
            for (const QString& id : chosenTracks(turn)) {
                if (form == TrackForm::Titles && isKnown(tracks, id))
                    shown.tracks << masker.masked(
                        plainText(QStringLiteral("%1 - %2").arg(tracks[id].title, tracks[id].artist)));
            }
        }
        if (shown.text.isEmpty() && !shown.showsTracks)
            continue;
        if (!turns.isEmpty() && turns.last().role == shown.role)
            join(turns.last(), shown);
        else
            turns << shown;
    }
    return turns;
}

} // namespace antiphon
