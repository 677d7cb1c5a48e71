#include "core/rating/linter.h"
#include "core/rating/questions.h"

namespace antiphon {

namespace {

Failure invalid(const QString& field, const KnownItem& item, const QString& detail)
{
    return fail(ErrorCode::InvalidValue, QStringLiteral("\"%1\" of the study").arg(field),
                QStringLiteral("%1: %2").arg(item.dialogue, detail));
}

Result<void> checkCriterion(const QString& field, const KnownItem& item, const QString& key,
                            const StudyDefinition& definition)
{
    const Criterion* criterion = criterionOf(definition.criteria, key);
    if (!criterion)
        return invalid(field, item, QStringLiteral("\"%1\" is no criterion of the study").arg(key));
    if (criterion->kind != QuestionKind::Dialogue && criterion->kind != QuestionKind::Turn)
        return invalid(field, item,
                       QStringLiteral("\"%1\" compares dialogues, and this one is shown by itself").arg(key));
    return {};
}

Result<void> checkExpected(const QString& field, const KnownItem& item, const StudyDefinition& definition)
{
    const auto& expected = item.known.expected;
    for (auto it = expected.cbegin(); it != expected.cend(); ++it) {
        ANTIPHON_TRY(checkCriterion(field, item, it.key(), definition));
        if (it.value().isEmpty())
            return invalid(field, item,
                           QStringLiteral("\"%1\" needs one expected point or more").arg(it.key()));
        for (const int point : it.value()) {
            if (point < 1 || point > definition.points)
                return invalid(field, item,
                               QStringLiteral("%1 is expected of \"%2\", but the scale goes from 1 to %3")
                                   .arg(point)
                                   .arg(it.key())
                                   .arg(definition.points));
        }
    }
    if (item.known.tolerance < 0 || item.known.tolerance >= definition.points)
        return invalid(field, item,
                       QStringLiteral("the tolerance goes from 0 to %1 points").arg(definition.points - 1));
    return {};
}

// A packet with such a text would be refused after the study was frozen, when nothing can be mended.
Result<void> checkText(const QString& field, const KnownItem& item, const QString& text,
                       const StudyDefinition& definition)
{
    if (text.size() > longestReason)
        return invalid(field, item,
                       QStringLiteral("an explanation has %1 characters; %2 are read at most")
                           .arg(text.size())
                           .arg(longestReason));
    for (const QString& word : definition.identityWords) {
        if (!word.isEmpty() && text.contains(word, Qt::CaseInsensitive))
            return invalid(field, item,
                           QStringLiteral("an explanation holds the identity word \"%1\"").arg(word));
    }
    const QList<LintFinding> findings = lintWording(text, {definition.sources, {}});
    if (!findings.isEmpty())
        return invalid(field, item,
                       QStringLiteral("an explanation would betray something (%1: %2)")
                           .arg(findings.constFirst().rule, findings.constFirst().what));
    return {};
}

Result<void> checkItem(const QString& field, const KnownItem& item, const StudyDefinition& definition)
{
    if (item.source.isEmpty() || item.dialogue.isEmpty() || item.known.expected.isEmpty())
        return invalid(field, item,
                       QStringLiteral("each has a source, a dialogue and the answers that are expected"));
    ANTIPHON_TRY(checkExpected(field, item, definition));
    ANTIPHON_TRY(checkText(field, item, item.known.why, definition));
    const auto& reasons = item.known.reasons;
    for (auto it = reasons.cbegin(); it != reasons.cend(); ++it) {
        ANTIPHON_TRY(checkCriterion(field, item, it.key(), definition));
        ANTIPHON_TRY(checkText(field, item, it.value(), definition));
    }
    return {};
}

} // namespace

Result<void> checkKnownItems(const StudyDefinition& definition)
{
    for (const KnownItem& item : definition.rules.gold)
        ANTIPHON_TRY(checkItem(QStringLiteral("gold"), item, definition));
    for (const KnownItem& item : definition.rules.training)
        ANTIPHON_TRY(checkItem(QStringLiteral("training"), item, definition));
    return {};
}

} // namespace antiphon
