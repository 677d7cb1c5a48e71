// The generation station in its states.
#include "core/generation/endpointstore.h"
#include "core/storage/edithistory.h"
#include "tests/gallery/gallery.h"
#include "tests/support/scriptedserver.h"
#include "ui/generation/endpointpage.h"
#include "ui/generation/newrunpanel.h"
#include "ui/generation/rundesk.h"
#include "ui/generation/slotedit.h"
#include "ui/generation/textpage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace antiphon::gallery {

namespace {

State at(const QString& name, const QString& target)
{
    return {
        name, Project::Demo, {}, [target](Stage& stage) { stage.go(QStringLiteral("generate"), target); }};
}

// The page of prompts with something typed into the first line of the part for the system.
State typedPrompt(const QString& name, const QString& words, bool changes)
{
    return {name, Project::Demo, {}, [words, changes](Stage& stage) {
                stage.go(QStringLiteral("generate"), QStringLiteral("prompts"));
                for (SlotEdit* edit : stage.window.findChildren<SlotEdit*>()) {
                    if (!edit->isVisible())
                        continue;
                    edit->moveCursor(QTextCursor::Start);
                    edit->find(QStringLiteral("Rules:"));
                    edit->textCursor().insertText(words);
                }
                if (WritingPage* page = stage.window.findChild<WritingPage*>(); changes)
                    page->showChanges();
                stage.settle();
            }};
}

State wrongPrompt()
{
    return typedPrompt(QStringLiteral("generate-prompt-fault"), QStringLiteral("Mind the {moods}:"), false);
}

State changedPrompt()
{
    return typedPrompt(QStringLiteral("generate-prompt-changes"),
                       QStringLiteral("Rules, the first of which is the most important:"), true);
}

State newEndpoint()
{
    return {QStringLiteral("generate-endpoint-new"), Project::Demo, {}, [](Stage& stage) {
                stage.go(QStringLiteral("generate"), QStringLiteral("endpoints"));
                stage.window.findChild<EndpointPage*>()->addNew();
                stage.settle();
            }};
}

// A model on this computer that takes a while for each dialogue and stumbles now and then.
class SlowModel
{
public:
    QString baseUrl()
    {
        if (!m_server)
            m_server = std::make_unique<test::ScriptedServer>(&SlowModel::reply);
        return m_server->baseUrl();
    }

private:
    static test::ScriptedReply reply(const test::ScriptedRequest& request, int number)
    {
        if (number % 9 == 4)
            return {429, "{}", "application/json", {"Retry-After-Ms: 40"}};
        if (number % 17 == 9)
            return {
                200, test::completionBody(QStringLiteral("I would rather not.")), "application/json", {}, 90};
        const QJsonArray messages =
            QJsonDocument::fromJson(request.body)[QStringLiteral("messages")].toArray();
        const QStringList lines =
            messages.at(1)[QStringLiteral("content")].toString().split(QLatin1Char('\n'));
        QJsonArray turns;
        for (const QString& line : lines) {
            const QString role = line.section(QStringLiteral(". "), 1, 1).section(QLatin1Char(':'), 0, 0);
            const bool isUser = role == QLatin1String("user");
            if (isUser || role == QLatin1String("system"))
                turns << QJsonObject{{QStringLiteral("role"), role},
                                     {QStringLiteral("text"),
                                      isUser ? QStringLiteral("Something slow for a late evening, please.")
                                             : QStringLiteral("Here are a few that may fit.")}};
        }
        const QJsonObject reply{{QStringLiteral("turns"), turns}};
        return {200,
                test::completionBody(QString::fromUtf8(QJsonDocument(reply).toJson())),
                "application/json",
                {},
                30};
    }
    std::unique_ptr<test::ScriptedServer> m_server;
};

State whileWriting()
{
    const auto model = std::make_shared<SlowModel>();
    const auto prepare = [model](const Connection& connection) {
        Endpoint endpoint;
        endpoint.id = EndpointId::create();
        endpoint.name = QStringLiteral("attic");
        endpoint.baseUrl = model->baseUrl();
        endpoint.model = QStringLiteral("qwen");
        endpoint.promptPrice = 2;
        endpoint.completionPrice = 8;
        return EditHistory(connection).record({QStringLiteral("ada")}, QStringLiteral("Add endpoint"), [&] {
            return saveEndpoint(connection, endpoint);
        });
    };
    return {QStringLiteral("generate-running"), Project::Demo, prepare, [](Stage& stage) {
                stage.go(QStringLiteral("generate"), {});
                auto* desk = stage.window.findChild<RunDesk*>();
                RunRequest request;
                request.name = QStringLiteral("evenings by qwen");
                request.planSet = QStringLiteral("demo plans");
                request.writer = QStringLiteral("attic");
                request.concurrency = 1;
                request.control.setBudget(2);
                desk->start(request);
                RunRequest next = request;
                next.name = QStringLiteral("evenings by templates");
                next.writer = templateWriterName;
                desk->start(next);
                (void)QTest::qWaitFor([desk] { return desk->tally().samples >= 33 || !desk->isRunning(); },
                                      20'000);
                desk->setPaused(true);
                QTest::qWait(200);
            }};
}

State newModelRun()
{
    State state = whileWriting();
    state.name = QStringLiteral("generate-new-model");
    state.show = [](Stage& stage) {
        stage.go(QStringLiteral("generate"), QStringLiteral("new-run/demo plans"));
        stage.window.findChild<NewRunPanel*>()->findChildren<QComboBox*>()[1]->setCurrentIndex(1);
        stage.settle();
    };
    return state;
}

} // namespace

QList<State> generationStates()
{
    return {at(QStringLiteral("generate-runs"), QStringLiteral("run/demo run")),
            at(QStringLiteral("generate-new"), QStringLiteral("new-run/demo plans")),
            whileWriting(),
            newModelRun(),
            at(QStringLiteral("generate-samples"), QStringLiteral("sample/demo run/3")),
            at(QStringLiteral("generate-endpoints"), QStringLiteral("endpoints")),
            newEndpoint(),
            at(QStringLiteral("generate-files"), QStringLiteral("files/demo run")),
            at(QStringLiteral("generate-prompts"), QStringLiteral("prompts/turn-by-turn@1")),
            wrongPrompt(),
            changedPrompt(),
            at(QStringLiteral("generate-phrases"), QStringLiteral("phrases/de@1"))};
}

} // namespace antiphon::gallery
