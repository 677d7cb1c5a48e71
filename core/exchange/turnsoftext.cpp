#include "core/exchange/turnsoftext.h"

#include <QHash>

namespace antiphon {

namespace {

constexpr qsizetype longestSpeaker = 30;
constexpr qsizetype mostSpeakers = 6;

// A stretch in UTF-16 units.
struct Line
{
    qsizetype begin = 0;
    qsizetype end = 0;
    qsizetype labelEnd = 0; // behind "Name: "; begin where there is none
    QString speaker = {};
};

std::optional<Role> knownRole(const QString& speaker)
{
    static const QStringList users{QStringLiteral("user"),   QStringLiteral("human"),
                                   QStringLiteral("seeker"), QStringLiteral("customer"),
                                   QStringLiteral("client"), QStringLiteral("interviewee"),
                                   QStringLiteral("u")};
    static const QStringList systems{QStringLiteral("system"),      QStringLiteral("assistant"),
                                     QStringLiteral("bot"),         QStringLiteral("agent"),
                                     QStringLiteral("recommender"), QStringLiteral("wizard"),
                                     QStringLiteral("interviewer"), QStringLiteral("s")};
    const QString plain = speaker.toLower();
    if (users.contains(plain))
        return Role::User;
    return systems.contains(plain) ? std::optional(Role::System) : std::nullopt;
}

bool isNamePart(QChar c)
{
    return c.isLetterOrNumber() || c == QLatin1Char(' ') || c == QLatin1Char('-') || c == QLatin1Char('.') ||
           c == QLatin1Char('_');
}

void findSpeaker(Line& line, const QString& text)
{
    const qsizetype colon = text.indexOf(QLatin1Char(':'), line.begin);
    if (colon <= line.begin || colon >= line.end || colon - line.begin > longestSpeaker)
        return;
    const QString name = text.mid(line.begin, colon - line.begin);
    const bool spaced = colon + 1 == line.end || text[colon + 1].isSpace();
    if (!spaced || !name[0].isLetter() || !std::all_of(name.begin(), name.end(), isNamePart))
        return;
    line.speaker = name;
    line.labelEnd = std::min(line.end, colon + 2);
}

QList<Line> linesOf(const QString& text)
{
    QList<Line> lines;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype found = text.indexOf(QLatin1Char('\n'), at);
        const qsizetype end = found < 0 ? text.size() : found;
        Line line{at, end, at};
        findSpeaker(line, text);
        lines << line;
        at = end + 1;
    }
    return lines;
}

bool isEmptyLine(const Line& line, const QString& text)
{
    return QStringView(text).mid(line.begin, line.end - line.begin).trimmed().isEmpty();
}

// The speakers that the text goes by; empty: it goes by none.
QStringList speakersOf(const QList<Line>& lines, const QString& text)
{
    QStringList names;
    QHash<QString, int> counts;
    const auto first =
        std::find_if(lines.begin(), lines.end(), [&](const Line& line) { return !isEmptyLine(line, text); });
    if (first == lines.end() || first->speaker.isEmpty())
        return {};
    for (const Line& line : lines) {
        if (!line.speaker.isEmpty() && counts[line.speaker]++ == 0)
            names << line.speaker;
    }
    QStringList known;
    QStringList repeated;
    for (const QString& name : std::as_const(names)) {
        if (knownRole(name))
            known << name;
        if (counts.value(name) > 1)
            repeated << name;
    }
    if (knownRole(first->speaker))
        return known;
    const bool consistent = repeated.contains(first->speaker) && repeated.size() >= 2 &&
                            repeated.size() == names.size() && names.size() <= mostSpeakers;
    return consistent ? names : QStringList();
}

// Without the white space at its end.
qsizetype trimmedEnd(const QString& text, qsizetype begin, qsizetype end)
{
    while (end > begin && text[end - 1] == QLatin1Char('\n'))
        --end;
    return end;
}

class TurnFinder
{
public:
    explicit TurnFinder(const QString& text) : m_text(text), m_positions(text), m_lines(linesOf(text)) {}

    TextTurns bySpeakers(const QStringList& speakers)
    {
        m_made.speakers = speakers;
        for (qsizetype i = 0; i < m_lines.size(); ++i) {
            const Line& line = m_lines[i];
            if (!speakers.contains(line.speaker))
                continue;
            qsizetype last = i;
            while (last + 1 < m_lines.size() && !speakers.contains(m_lines[last + 1].speaker))
                ++last;
            const Role guessed = line.speaker == speakers.first() ? Role::User : Role::System;
            add(knownRole(line.speaker).value_or(guessed), line, m_lines[last].end);
        }
        return std::move(m_made);
    }

    TextTurns byParagraphs()
    {
        const bool parted = std::any_of(m_lines.begin(), m_lines.end(),
                                        [this](const Line& line) { return isEmptyLine(line, m_text); });
        for (qsizetype i = 0; i < m_lines.size(); ++i) {
            if (isEmptyLine(m_lines[i], m_text))
                continue;
            Line line = m_lines[i];
            line.labelEnd = line.begin;
            while (parted && i + 1 < m_lines.size() && !isEmptyLine(m_lines[i + 1], m_text))
                ++i;
            add(Role::User, line, m_lines[i].end);
        }
        return std::move(m_made);
    }

    const QList<Line>& lines() const { return m_lines; }

private:
    void add(Role role, const Line& line, qsizetype end)
    {
        const qsizetype last = trimmedEnd(m_text, line.labelEnd, end);
        m_made.turns << TextTurn{role, span(line.begin, line.labelEnd), span(line.labelEnd, last)};
    }
    TextSpan span(qsizetype begin, qsizetype end) const
    {
        return {m_positions.codePoint(begin), m_positions.codePoint(end)};
    }

    const QString& m_text;
    TextPositions m_positions;
    QList<Line> m_lines;
    TextTurns m_made;
};

} // namespace

TextTurns turnsOfText(const QString& text)
{
    TurnFinder finder(text);
    const QStringList speakers = speakersOf(finder.lines(), text);
    return speakers.isEmpty() ? finder.byParagraphs() : finder.bySpeakers(speakers);
}

} // namespace antiphon
