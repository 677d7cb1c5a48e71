// Samples judged, audited and compared.
#include "core/generation/runjob.h"
#include "core/generation/runstore.h"
#include "core/generation/sampleauditstore.h"
#include "core/generation/samplecomparison.h"
#include "core/generation/samplerewrite.h"
#include "tests/gallery/gallery.h"
#include "ui/generation/comparepage.h"
#include "ui/generation/sampleauditbar.h"
#include "ui/generation/samplepage.h"

namespace antiphon::gallery {

namespace {

const Actor ada{QStringLiteral("Ada")};
const QString demoRun = QStringLiteral("demo run");

// Checks everything, decides on a few samples, draws an audit and writes one sample again.
Result<void> review(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const auto run, runByName(connection, demoRun));
    ANTIPHON_TRY(rewriteSample(connection.path(), demoRun, 3, ada, {}));
    ANTIPHON_TRY(checkRun(connection.path(), *run, {}));
    return EditHistory(connection).record(ada, QStringLiteral("Review"), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(const SampleAudit audit,
                            drawAudit(connection, QStringLiteral("monday"), {*run}, 20, 1, ada.name));
        for (qsizetype i = 0; i < 7; ++i)
            ANTIPHON_TRY(decideOnSample(connection, run->id, audit.items[i].planOrdinal,
                                        i == 2 ? SampleDecision::SetAside : SampleDecision::Accepted,
                                        ada.name, i == 2 ? QStringLiteral("greets twice") : QString()));
        return commentOnSample(connection, run->id, 3, ada.name,
                               QStringLiteral("the second turn sounds like an advertisement"));
    });
}

Result<void> writeTwice(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const auto run, runByName(connection, demoRun));
    RunRequest request;
    request.name = QStringLiteral("other words");
    request.planSet = run->parameters.value(QStringLiteral("plan_set")).toString();
    request.seed = 77;
    ANTIPHON_TRY(performRun(connection.path(), request, ada, {}, {}));
    ANTIPHON_TRY_ASSIGN(const auto other, runByName(connection, request.name));
    ANTIPHON_TRY(checkRun(connection.path(), *run, {}));
    return checkRun(connection.path(), *other, {});
}

State judged()
{
    return {QStringLiteral("generate-samples-judged"), Project::Demo, review, [](Stage& stage) {
                stage.go(QStringLiteral("generate"), QStringLiteral("sample/demo run/3"));
                stage.window.findChild<SamplePage*>()->askForComment();
                stage.settle();
            }};
}

State attempts()
{
    return {QStringLiteral("generate-samples-attempts"), Project::Demo, review, [](Stage& stage) {
                stage.go(QStringLiteral("generate"), QStringLiteral("sample/demo run/3"));
                auto* page = stage.window.findChild<SamplePage*>();
                page->showNextView();
                page->showNextView();
                stage.settle();
            }};
}

State audited()
{
    return {QStringLiteral("generate-samples-audit"), Project::Demo, review, [](Stage& stage) {
                stage.go(QStringLiteral("generate"), QStringLiteral("sample/demo run/3"));
                stage.window.findChild<SampleAuditBar*>()->chooseAudit(QStringLiteral("monday"));
                stage.settle();
                stage.window.findChild<SamplePage*>()->showNextView();
                stage.settle();
            }};
}

State compared()
{
    return {QStringLiteral("generate-compare"), Project::Demo, writeTwice, [](Stage& stage) {
                stage.go(QStringLiteral("generate"), QStringLiteral("compare/demo run/other words"));
                stage.window.findChild<ComparePage*>()->compare();
                stage.settle();
                stage.settle();
            }};
}

} // namespace

QList<State> sampleStates()
{
    return {judged(), attempts(), audited(), compared()};
}

} // namespace antiphon::gallery
