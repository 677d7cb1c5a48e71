#include "core/rating/studyseal.h"
#include "core/rating/wording.h"

namespace antiphon {

Result<BlindingAudit> auditStudy(const Connection& connection, const Study& study,
                                 const AuditOptions& options)
{
    const QString what = QStringLiteral("the audit of the study %1").arg(study.definition.name);
    if (study.state == StudyState::Draft)
        return fail(ErrorCode::NotPossible, what, QStringLiteral("it must be frozen first"));
    ANTIPHON_TRY_ASSIGN(const auto seal, sealOfStudy(connection, study.id));
    if (seal && !seal->isOpen())
        return auditOfKept(seal->audit);
    ANTIPHON_TRY_ASSIGN(const QList<StudyItem> stored, studyItems(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const QList<Condition> all, conditions(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const PacketSecrets secrets, packetSecrets(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const auto limits, trackLimitsOf(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const Wording wording, wordItems(connection, study, stored, secrets, limits));
    QStringList letters;
    for (const Condition& condition : all)
        letters << condition.letter;
    letters.sort();
    QHash<SourceId, int> places;
    for (const Condition& condition : all)
        places.insert(condition.source, static_cast<int>(letters.indexOf(condition.letter)));
    QList<AuditedItem> items;
    for (const StudyItem& item : stored) {
        const QList<ItemDialogue> shown = dialoguesOf(item);
        for (const ItemDialogue& one : shown)
            items << AuditedItem{wording.turns.value(one.dialogue), places.value(one.source)};
    }
    BlindingAudit audit = auditBlinding(items, letters, options);
    if (audit.leak.cancelled || options.cancel.isCancelled())
        return fail(ErrorCode::Cancelled, what);
    return audit;
}

} // namespace antiphon
