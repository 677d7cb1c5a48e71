// Asking a model server for suggestions, as a job.
#include "core/coding/codingstore.h"
#include "core/coding/suggestprompt.h"
#include "core/generation/endpointstore.h"
#include "core/keyring/systemkeyring.h"
#include "core/llm/chatclient.h"
#include "core/storage/project.h"
#include "ui/coding/codingdesk.h"
#include "ui/coding/suggestiondesk.h"

namespace antiphon {

namespace {

struct Asked
{
    qint64 kept = 0;
    int unusable = 0;
};

struct Question
{
    QString project;
    Endpoint endpoint;
    QList<Code> codes;
    Dialogue dialogue;
    QString coder;
};

Result<Asked> askServer(const Question& question, const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(const auto keys, keysOf({question.endpoint}, makeSystemKeyRing(), cancel));
    ChatClient client(std::make_shared<ChatPool>(QList<Endpoint>{question.endpoint}, keys));
    const ChatResult result =
        client.ask(suggestionRequest(question.endpoint, question.codes, question.dialogue), cancel, 1);
    if (result.outcome != ChatOutcome::Ok)
        return fail(chatError(result, question.endpoint.name));
    const QString model = serverModelName(question.endpoint);
    ANTIPHON_TRY_ASSIGN(const ServerSuggestions found,
                        suggestionsOfReply(result.content, model, question.codes, question.dialogue));
    ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(question.project));
    ANTIPHON_TRY_ASSIGN(const auto coder, coderByName(connection, question.coder));
    if (!coder)
        return fail(ErrorCode::NotFound, QStringLiteral("the coder %1").arg(question.coder));
    ANTIPHON_TRY_ASSIGN(Transaction transaction, Transaction::begin(connection));
    ANTIPHON_TRY_ASSIGN(const qint64 kept, replaceSuggestions(connection, coder->id, question.dialogue.id,
                                                              model, found.suggestions));
    ANTIPHON_TRY(transaction.commit());
    return Asked{kept, found.unusable};
}

QString outcomeText(const Asked& asked)
{
    QString text = asked.kept == 1 ? SuggestionDesk::tr("1 suggestion")
                                   : SuggestionDesk::tr("%1 suggestions").arg(asked.kept);
    if (asked.unusable > 0)
        text += SuggestionDesk::tr(", %1 could not be used").arg(asked.unusable);
    return text;
}

} // namespace

void SuggestionDesk::ask(const Endpoint& endpoint)
{
    if (m_desk.dialogue().id.isNull() || m_coder.isNull()) {
        Q_EMIT said(tr("Code a turn first: suggestions belong to a coder"));
        return;
    }
    const WorkspaceContext& context = m_desk.context();
    const Question question{context.session.path(), endpoint, m_desk.codes(), m_desk.dialogue(),
                            m_desk.coder()};
    Q_EMIT said(tr("Asking %1").arg(endpoint.name));
    context.jobs.start<Asked>(
        tr("Asking %1 for suggestions").arg(endpoint.name), this,
        [question](const JobContext& job) { return askServer(question, job.cancel); },
        [this](const Result<Asked>& asked) {
            if (!asked) {
                if (asked.error().code != ErrorCode::Cancelled)
                    m_desk.context().notify(noticeOf(asked.error()));
                return;
            }
            Q_EMIT said(outcomeText(*asked));
            m_desk.context().session.noteChange();
        },
        [](const Asked& asked) { return outcomeText(asked); });
}

void SuggestionDesk::askFirstServer()
{
    m_desk.context().session.read<QList<Endpoint>>(
        this, [](const Connection& connection) { return listEndpoints(connection); },
        [this](const Result<QList<Endpoint>>& endpoints) {
            if (endpoints && !endpoints->isEmpty()) {
                ask(endpoints->first());
                return;
            }
            Q_EMIT said(tr("There is no model server yet: add one under Generate, Endpoints"));
        });
}

} // namespace antiphon
