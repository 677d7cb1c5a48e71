#include "core/exchange/offsetmodel.h"

namespace antiphon {

namespace {

constexpr qsizetype cutNames = 90; // a name as long as this may have been cut without a mark

// How well words fit the name of their selection.
enum class Fit { None, Letters, Exact };

// Whether the name may be the begin of a longer stretch; takes the mark of it off.
bool takeCutMark(QString& name)
{
    for (const QString& mark : {QStringLiteral("..."), QString(QChar(0x2026))}) {
        if (name.endsWith(mark)) {
            name.chop(mark.size());
            return true;
        }
    }
    return name.size() >= cutNames;
}

Fit fitOf(const QString& words, const QString& given)
{
    if (words == given)
        return Fit::Exact;
    const QString plain = words.simplified();
    QString name = given.simplified();
    if (plain == name)
        return Fit::Letters;
    const bool cut = takeCutMark(name);
    return cut && plain.startsWith(name.trimmed()) ? Fit::Letters : Fit::None;
}

struct Score
{
    qint64 matched = 0;
    qint64 exact = 0;
    auto operator<=>(const Score&) const = default;
};

Score scoreOf(const QList<QdpxSource>& sources, const OffsetModel& model)
{
    Score score;
    for (const QdpxSource& source : sources) {
        const CountedText text(source.text, model);
        const TextPositions positions(text.text());
        for (const QdpxSelection& selection : source.selections) {
            if (selection.name.trimmed().isEmpty())
                continue;
            const TextSpan span = text.span(selection.begin, selection.end);
            const qsizetype from = positions.utf16(span.begin);
            const Fit fit = fitOf(text.text().mid(from, positions.utf16(span.end) - from), selection.name);
            score.matched += fit == Fit::None ? 0 : 1;
            score.exact += fit == Fit::Exact ? 1 : 0;
        }
    }
    return score;
}

qint64 namedSelections(const QList<QdpxSource>& sources)
{
    qint64 named = 0;
    for (const QdpxSource& source : sources)
        named +=
            std::count_if(source.selections.begin(), source.selections.end(),
                          [](const QdpxSelection& selection) { return !selection.name.trimmed().isEmpty(); });
    return named;
}

} // namespace

QList<OffsetModel> allOffsetModels()
{
    QList<OffsetModel> models;
    for (const bool utf16 : {false, true}) {
        for (const int lineEnd : {2, 1}) {
            for (const bool mark : {false, true})
                models << OffsetModel{utf16, lineEnd, mark, false} << OffsetModel{utf16, lineEnd, mark, true};
        }
    }
    return models;
}

QString offsetModelText(const OffsetModel& model)
{
    return QStringLiteral("%1, CRLF as %2, the byte order mark %3, the end %4")
        .arg(model.utf16 ? QStringLiteral("UTF-16 units") : QStringLiteral("code points"),
             model.lineEnd == 2 ? QStringLiteral("two") : QStringLiteral("one"),
             model.byteOrderMark ? QStringLiteral("counted") : QStringLiteral("not counted"),
             model.inclusive ? QStringLiteral("inclusive") : QStringLiteral("exclusive"));
}

CountedText::CountedText(const QString& raw, const OffsetModel& model) : m_inclusive(model.inclusive)
{
    qsizetype i = 0;
    qint64 place = 0;
    if (raw.startsWith(QChar(QChar::ByteOrderMark))) {
        i = 1;
        place = model.byteOrderMark ? 1 : 0;
    }
    m_text.reserve(raw.size());
    while (i < raw.size()) {
        m_places << place;
        const bool crlf =
            raw[i] == QLatin1Char('\r') && i + 1 < raw.size() && raw[i + 1] == QLatin1Char('\n');
        const bool pair = raw[i].isHighSurrogate() && i + 1 < raw.size() && raw[i + 1].isLowSurrogate();
        if (raw[i] == QLatin1Char('\r'))
            m_text += QLatin1Char('\n');
        else
            m_text += QStringView(raw).mid(i, pair ? 2 : 1);
        if (crlf)
            place += model.lineEnd;
        else
            place += pair && model.utf16 ? 2 : 1;
        i += crlf || pair ? 2 : 1;
    }
    m_places << place;
}

qint64 CountedText::codePointAt(qint64 place) const
{
    const auto behind = std::upper_bound(m_places.begin(), m_places.end(), place);
    return std::max<qint64>(0, behind - m_places.begin() - 1);
}

TextSpan CountedText::span(qint64 begin, qint64 end) const
{
    const qint64 from = codePointAt(begin);
    if (!m_inclusive)
        return {from, std::max(from, codePointAt(end))};
    return {from, std::min<qint64>(m_places.size() - 1, std::max(from, codePointAt(end) + 1))};
}

TextSpan CountedText::counted(TextSpan span) const
{
    return {m_places.value(span.begin), m_places.value(m_inclusive ? span.end - 1 : span.end)};
}

OffsetChoice chooseOffsets(const QList<QdpxSource>& sources)
{
    OffsetChoice choice{{}, namedSelections(sources), 0};
    Score best{-1, -1};
    const QList<OffsetModel> models = allOffsetModels();
    for (const OffsetModel& model : models) {
        const Score score = scoreOf(sources, model);
        if (score > best) {
            best = score;
            choice.model = model;
        }
    }
    choice.matched = best.matched;
    return choice;
}

} // namespace antiphon
