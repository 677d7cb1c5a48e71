#include "core/rating/answerkeys.h"
#include "core/rating/questions.h"

#include <QSet>

#include <algorithm>

namespace antiphon {

namespace {

constexpr int mostPoints = 11;

Failure invalid(const QString& field, const QString& detail)
{
    return fail(ErrorCode::InvalidValue, QStringLiteral("\"%1\" of the study").arg(field), detail);
}

bool hasDoubles(const QStringList& texts)
{
    return QSet<QString>(texts.begin(), texts.end()).size() != texts.size();
}

Result<void> checkNames(const StudyDefinition& definition)
{
    if (definition.name.trimmed().isEmpty())
        return invalid(QStringLiteral("name"), QStringLiteral("a study needs a name"));
    if (definition.sources.size() < 2 || hasDoubles(definition.sources))
        return invalid(QStringLiteral("sources"),
                       QStringLiteral("a study compares two or more different sources"));
    if (definition.sources.size() > 26)
        return invalid(QStringLiteral("sources"), QStringLiteral("a study compares at most 26 sources"));
    if (definition.raters.isEmpty() || hasDoubles(definition.raters) || definition.raters.contains(QString()))
        return invalid(QStringLiteral("raters"), QStringLiteral("a study needs raters with different names"));
    return {};
}

Result<void> checkNumbers(const StudyDefinition& definition)
{
    if (definition.itemsPerSource < 1 || definition.itemsPerSource > 50'000)
        return invalid(QStringLiteral("items"), QStringLiteral("it is from 1 to 50000 for each source"));
    if (definition.points < 2 || definition.points > mostPoints)
        return invalid(QStringLiteral("points"), QStringLiteral("a scale has 2 to 11 points, one key each"));
    if (!(definition.margin > 0.0) || definition.margin >= definition.points)
        return invalid(QStringLiteral("margin"),
                       QStringLiteral("it is above 0 and below the points of the scale"));
    if (!(definition.shareMargin >= 0.0) || definition.shareMargin >= 0.5)
        return invalid(QStringLiteral("margin_share"),
                       QStringLiteral("it is a share from 0 to below one half"));
    if (!(definition.oddsMargin >= 0.0) || definition.oddsMargin > 10.0)
        return invalid(QStringLiteral("margin_log_odds"),
                       QStringLiteral("it is above 0 and at most 10, or 0 for none"));
    if (!(definition.alpha > 0.0) || definition.alpha >= 0.5)
        return invalid(QStringLiteral("alpha"), QStringLiteral("it is above 0 and below 0.5"));
    return {};
}

Result<void> checkCriterion(const Criterion& criterion, const StudyDefinition& definition)
{
    const bool onScale = criterion.kind == QuestionKind::Dialogue || criterion.kind == QuestionKind::Turn;
    const qsizetype words = onScale ? definition.points : 0;
    if (criterion.key.isEmpty() || criterion.anchors.size() != words)
        return invalid(
            QStringLiteral("criteria"),
            onScale
                ? QStringLiteral("each has a key and a word for each of the %1 points").arg(definition.points)
                : QStringLiteral("a pair or best-worst has a key and no words of points"));
    if (criterion.kind == QuestionKind::BestWorst &&
        (definition.sources.size() < 3 || definition.sources.size() > 5))
        return invalid(QStringLiteral("criteria"), QStringLiteral("best-worst needs three to five sources"));
    if (criterion.kind == QuestionKind::Pair && definition.itemsPerSource < definition.sources.size() - 1)
        return invalid(QStringLiteral("items"),
                       QStringLiteral("each source needs a dialogue for each other one it is paired with"));
    return {};
}

Result<void> checkCriteria(const StudyDefinition& definition)
{
    QStringList keys;
    for (const Criterion& criterion : definition.criteria) {
        keys << criterion.key;
        ANTIPHON_TRY(checkCriterion(criterion, definition));
    }
    if (keys.isEmpty() || hasDoubles(keys))
        return invalid(QStringLiteral("criteria"),
                       QStringLiteral("a study needs criteria with different keys"));
    if (definition.guess && !asks(definition, QuestionKind::Dialogue) &&
        !asks(definition, QuestionKind::Turn))
        return invalid(QStringLiteral("guess"),
                       QStringLiteral("it is about one dialogue, and the study shows several at once"));
    return {};
}

} // namespace

Result<void> checkAnswerKeys(const QStringList& answerKeys, int points)
{
    const QString field = QStringLiteral("keys");
    if (answerKeys.isEmpty())
        return {};
    if (answerKeys.size() != points)
        return invalid(field, QStringLiteral("there is one for each of the %1 points").arg(points));
    QStringList keys;
    for (const QString& key : answerKeys) {
        if (key.size() != 1 || !key.at(0).isPrint() || key.at(0).isSpace())
            return invalid(field, QStringLiteral("\"%1\" is no key of one visible character").arg(key));
        keys << key.toUpper();
        if (reservedKeys().contains(keys.constLast()))
            return invalid(field, QStringLiteral("\"%1\" is a key of the rater's window").arg(key));
    }
    if (hasDoubles(keys))
        return invalid(field, QStringLiteral("one key stands for two points"));
    return {};
}

QStringList digitKeys(int points)
{
    QStringList keys;
    for (int point = 1; point <= points; ++point)
        keys << (point <= 9    ? QString::number(point)
                 : point == 10 ? QStringLiteral("0")
                               : QStringLiteral("-"));
    return keys;
}

QStringList reservedKeys()
{
    return {QStringLiteral("C"), QStringLiteral("F"), QStringLiteral("P"), QStringLiteral("S"),
            QStringLiteral("?"), QStringLiteral("+"), QStringLiteral("=")};
}

bool asks(const StudyDefinition& definition, QuestionKind kind)
{
    return std::any_of(definition.criteria.cbegin(), definition.criteria.cend(),
                       [kind](const Criterion& criterion) { return criterion.kind == kind; });
}

Result<void> checkDefinition(const StudyDefinition& definition)
{
    ANTIPHON_TRY(checkNames(definition));
    ANTIPHON_TRY(checkNumbers(definition));
    ANTIPHON_TRY(checkCriteria(definition));
    ANTIPHON_TRY(checkAnswerKeys(definition.answerKeys, definition.points));
    ANTIPHON_TRY(
        checkRules(definition.rules, definition.sources, static_cast<int>(definition.raters.size())));
    return checkKnownItems(definition);
}

} // namespace antiphon
