#include "ui/generation/filespage.h"

#include "core/corpus/corpusstore.h"
#include "core/generation/endpointstore.h"
#include "core/generation/promptshelf.h"
#include "core/generation/runstore.h"
#include "ui/generation/batchpanel.h"
#include "ui/generation/exportpanel.h"
#include "ui/generation/readornotify.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>

namespace antiphon {

namespace {

struct FilesChoices
{
    QList<Source> sources;
    BatchChoices batch;
};

Result<FilesChoices> readChoices(const Connection& connection)
{
    FilesChoices choices;
    ANTIPHON_TRY_ASSIGN(choices.sources, readySources(connection));
    choices.sources.removeIf([](const Source& source) { return source.dialogues == 0; });
    ANTIPHON_TRY_ASSIGN(choices.batch.planSets, readyPlanSets(connection));
    ANTIPHON_TRY_ASSIGN(choices.batch.endpoints, listEndpoints(connection));
    ANTIPHON_TRY_ASSIGN(choices.batch.runs, listRuns(connection));
    ANTIPHON_TRY_ASSIGN(const auto prompts, allPrompts(connection));
    const QStringList names = namesOnce(prompts, QStringLiteral("whole-dialogue"));
    for (const QString& name : names) {
        const auto prompt = promptNamed(connection, name);
        if (prompt && prompt->form == PromptForm::Whole)
            choices.batch.prompts << name;
    }
    choices.batch.runs.removeIf([](const Run& run) { return run.writer == templateWriterName; });
    return choices;
}

} // namespace

FilesPage::FilesPage(const WorkspaceContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    m_dataset = new ExportPanel(context, this);
    m_batch = new BatchPanel(context, this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(metrics::padding);
    row->addWidget(m_dataset, 1);
    row->addWidget(m_batch, 1);
    setFocusProxy(m_dataset);
    connect(&context.session, &ProjectSession::changed, this, &FilesPage::reload);
    reload();
}

void FilesPage::reload()
{
    readOrNotify<FilesChoices>(
        m_context, this, readChoices,
        [this](const FilesChoices& choices) {
            m_dataset->setSources(choices.sources);
            m_batch->setChoices(choices.batch);
        },
        QStringLiteral("generation.files"));
}

} // namespace antiphon
