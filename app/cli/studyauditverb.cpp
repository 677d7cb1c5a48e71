#include "app/cli/verbs.h"
#include "core/rating/leakmeter.h"

namespace antiphon::cli {

namespace {

Result<Answer> audit(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const Study study,
                        studyByName(connection, call.arguments.value(QStringLiteral("study"))));
    AuditOptions options;
    options.seed = study.definition.seed;
    options.cancel = call.cancel;
    ANTIPHON_TRY_ASSIGN(const qint64 permutations, call.arguments.integer(QStringLiteral("permutations"),
                                                                          options.permutations, 99, 100'000));
    options.permutations = static_cast<int>(permutations);
    ANTIPHON_TRY_ASSIGN(const BlindingAudit found, auditStudy(connection, study, options));
    QJsonObject json = auditJson(found);
    json[QStringLiteral("study")] = study.definition.name;
    return Answer{json, auditText(found)};
}

} // namespace

QList<Verb> studyAuditVerbs()
{
    return {{{QStringLiteral("study"), QStringLiteral("audit")},
             {},
             0,
             0,
             QStringLiteral("what raters could learn about the conditions from the texts alone"),
             QStringLiteral("antiphon-cli study audit --project p.antiphon"),
             {{QStringLiteral("study"), QStringLiteral("NAME"), QStringLiteral("the newest when left out"),
               false},
              {QStringLiteral("permutations"), QStringLiteral("N"),
               QStringLiteral("of the conditions, for the p value (999)"), false}},
             audit}};
}

} // namespace antiphon::cli
