#include "core/generation/sentencepicker.h"

namespace antiphon {

namespace {

bool isSentenceMark(QChar c)
{
    return c == QLatin1Char('.') || c == QLatin1Char('?') || c == QLatin1Char('!');
}

// Appends literal text; where a value ended in a sentence mark and one follows, one of them is enough.
void appendLiteral(QString& text, QStringView literal, bool afterValue)
{
    if (afterValue && !literal.isEmpty() && !text.isEmpty() && isSentenceMark(literal.front()) &&
        isSentenceMark(text.back())) {
        if (literal.front() == QLatin1Char('.'))
            literal = literal.sliced(1);
        else
            text.chop(1);
    }
    text.append(literal);
}

bool namesValues(const QString& text)
{
    return text.contains(QLatin1String("{attributes}")) || text.contains(QLatin1String("{removed}")) ||
           text.contains(QLatin1String("{proposed}"));
}

} // namespace

std::optional<QString> filledTemplate(const QString& text, const SlotTexts& slotTexts)
{
    QString filled;
    bool afterValue = false;
    qsizetype at = 0;
    for (qsizetype open = text.indexOf(QLatin1Char('{')); open >= 0;
         open = text.indexOf(QLatin1Char('{'), at)) {
        appendLiteral(filled, QStringView(text).sliced(at, open - at), afterValue);
        const qsizetype close = text.indexOf(QLatin1Char('}'), open);
        const auto value = slotTexts.constFind(text.mid(open + 1, close - open - 1));
        if (close < 0 || value == slotTexts.cend() || value->isEmpty())
            return std::nullopt;
        filled.append(*value);
        afterValue = true;
        at = close + 1;
    }
    appendLiteral(filled, QStringView(text).sliced(at), afterValue);
    return filled;
}

SentencePicker::SentencePicker(const PhraseBook& book, const DueValues& due, MentionFinder& finder,
                               Random random)
    : m_book(book), m_due(due), m_finder(finder), m_random(random)
{
}

std::vector<int> SentencePicker::order(const QStringList& templates)
{
    std::vector<int> indices(static_cast<size_t>(templates.size()));
    for (size_t i = 0; i < indices.size(); ++i)
        indices[i] = static_cast<int>(i);
    m_random.shuffle(indices);
    std::stable_partition(indices.begin(), indices.end(),
                          [&](int i) { return !m_used.contains(templates[i]); });
    return indices;
}

void SentencePicker::enterTurn(int turn, QStringList avoided, QStringList held)
{
    m_turn = turn;
    m_avoided = std::move(avoided);
    m_held = std::move(held);
}

bool SentencePicker::leaks(const QString& text) const
{
    const QString folded = foldedText(text);
    return !m_due.leakIn(folded, m_turn, m_finder).isEmpty() ||
           std::any_of(m_avoided.begin(), m_avoided.end(), [&](const QString& attribute) {
               return m_finder.namesBeside(folded, attribute, m_held);
           });
}

QString SentencePicker::sentence(const QStringList& templates, const SlotTexts& slotTexts,
                                 const QString& wanted)
{
    const QString mark = QLatin1Char('{') + wanted + QLatin1Char('}');
    for (const int i : order(templates)) {
        const QString& text = templates[i];
        if (wanted.isEmpty() ? namesValues(text) : !text.contains(mark))
            continue;
        auto filled = filledTemplate(text, slotTexts);
        if (!filled || leaks(*filled))
            continue;
        m_used.insert(text);
        if (!filled->isEmpty() && filled->front().isLower())
            (*filled)[0] = filled->front().toUpper();
        return *filled;
    }
    return {};
}

QString SentencePicker::valuePhrase(const QString& attribute, const QHash<QString, QStringList>& phrases,
                                    bool overrides)
{
    const QString plain = attribute.startsWith(QLatin1Char('!')) ? attribute.mid(1) : attribute;
    QStringList templates =
        overrides ? m_book.valueOverrides.value(plain) : m_book.removedOverrides.value(plain);
    if (templates.isEmpty())
        templates = phrases.value(typeOf(attribute), phrases.value(QStringLiteral("any")));
    QString spoken = spokenValue(m_book, valueOf(attribute));
    if (m_book.capitalTypes.contains(typeOf(attribute)))
        spoken = spoken.left(1).toUpper() + spoken.mid(1);
    for (const int i : order(templates)) {
        const auto filled = filledTemplate(templates[i], {{QStringLiteral("value"), spoken}});
        if (!filled || leaks(*filled))
            continue;
        m_used.insert(templates[i]);
        return *filled;
    }
    return leaks(spoken) ? QString() : spoken;
}

QString SentencePicker::joined(const QStringList& parts) const
{
    if (parts.size() < 2)
        return parts.join(QString());
    if (parts.size() == 2)
        return parts.join(m_book.joinTwo);
    return QStringList(parts.mid(0, parts.size() - 1)).join(m_book.joinMany) + m_book.joinLast + parts.last();
}

} // namespace antiphon
