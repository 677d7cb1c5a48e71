#include "core/coding/autocode.h"

#include <QTextBoundaryFinder>

namespace antiphon {

namespace {

constexpr char stepLimit[] = "(*LIMIT_MATCH=1000000)";

// Widens a stretch (in UTF-16 units) to whole characters as people see them.
std::pair<qsizetype, qsizetype> wholeCharacters(const QString& text, qsizetype begin, qsizetype end)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    const auto atBoundary = [&finder](qsizetype at) {
        finder.setPosition(at);
        return finder.isAtBoundary();
    };
    if (!atBoundary(begin))
        begin = finder.toPreviousBoundary();
    if (!atBoundary(end))
        end = finder.toNextBoundary();
    return {begin, end};
}

} // namespace

QString patternWord(PatternKind kind)
{
    switch (kind) {
    case PatternKind::Text:
        return QStringLiteral("text");
    case PatternKind::Words:
        return QStringLiteral("words");
    case PatternKind::Expression:
        return QStringLiteral("regex");
    }
    return {};
}

std::optional<PatternKind> patternFromWord(QStringView word)
{
    for (const PatternKind kind : {PatternKind::Text, PatternKind::Words, PatternKind::Expression}) {
        if (patternWord(kind) == word)
            return kind;
    }
    return std::nullopt;
}

QString describeRule(const AutocodeRule& rule)
{
    const QString exact = rule.letterCase == Qt::CaseSensitive ? QStringLiteral(", exact case") : QString();
    return QStringLiteral("%1 \"%2\"%3").arg(patternWord(rule.kind), rule.pattern, exact);
}

Result<QRegularExpression> compilePattern(const AutocodeRule& rule)
{
    if (rule.pattern.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the pattern"), QStringLiteral("it is empty"));
    QString inner = rule.pattern;
    if (rule.kind != PatternKind::Expression)
        inner = QRegularExpression::escape(rule.pattern);
    if (rule.kind == PatternKind::Words)
        inner = QStringLiteral("(?<!\\w)%1(?!\\w)").arg(inner);
    QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
    options.setFlag(QRegularExpression::CaseInsensitiveOption, rule.letterCase == Qt::CaseInsensitive);
    const QString lead = QLatin1String(stepLimit);
    const QRegularExpression expression(lead + inner, options);
    if (!expression.isValid())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the pattern %1").arg(rule.pattern),
                    QStringLiteral("%1 at character %2")
                        .arg(expression.errorString())
                        .arg(std::max(qsizetype(1), expression.patternErrorOffset() - lead.size() + 1)));
    return expression;
}

Result<QList<TextSpan>> findPattern(const QRegularExpression& expression, const QString& text)
{
    QList<TextSpan> spans;
    qsizetype from = 0;
    while (from <= text.size()) {
        const QRegularExpressionMatch match = expression.match(text, from);
        if (!match.isValid())
            return fail(ErrorCode::NotPossible, QStringLiteral("searching"),
                        QStringLiteral("the pattern takes too many steps on this text; make it simpler"));
        if (!match.hasMatch())
            break;
        if (match.capturedLength() == 0) {
            from = match.capturedEnd() + 1;
            continue;
        }
        const auto [begin, end] = wholeCharacters(text, match.capturedStart(), match.capturedEnd());
        const TextSpan span{codePointsBefore(text, begin), codePointsBefore(text, end)};
        if (spans.isEmpty() || spans.last().end <= span.begin)
            spans << span;
        from = std::max(end, match.capturedEnd());
    }
    return spans;
}

} // namespace antiphon
