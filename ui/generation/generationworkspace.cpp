#include "ui/generation/generationworkspace.h"

#include "ui/generation/batchpanel.h"
#include "ui/generation/checkpage.h"
#include "ui/generation/comparepage.h"
#include "ui/generation/endpointpage.h"
#include "ui/generation/exportpanel.h"
#include "ui/generation/filespage.h"
#include "ui/generation/runpage.h"
#include "ui/generation/sampledesk.h"
#include "ui/generation/samplepage.h"
#include "ui/generation/textpage.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/tabstrip.h"

#include <QPointer>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

// In the order of the work: what a run needs, what it wrote, what leaves the project.
enum Page { RunsPage, PromptsPage, PhrasesPage, EndpointsPage, SamplesPage, PairsPage, ChecksPage, FilePage };

class GenerationView : public QWidget
{
    Q_DECLARE_TR_FUNCTIONS(GenerationView)
public:
    GenerationView(const WorkspaceContext& context, const std::shared_ptr<KeyRing>& ring, QWidget* parent)
        : QWidget(parent), m_desk(context, this)
    {
        m_tabs = new TabStrip(this);
        m_tabs->setAccessibleName(tr("Pages of generation"));
        m_runs = new RunPage(context, m_desk, this);
        m_samples = new SamplePage(context, this);
        m_endpoints = new EndpointPage(context, ring, this);
        m_prompts = new WritingPage(context, TextKind::Prompt, this);
        m_compare = new ComparePage(context, this);
        m_phrases = new WritingPage(context, TextKind::Phrases, this);
        m_files = new FilesPage(context, this);
        m_checks = new CheckPage(context, this);
        m_pages = new QStackedWidget(this);
        const std::pair<QString, QWidget*> pages[] = {
            {tr("Runs"), m_runs},           {tr("Prompts"), m_prompts}, {tr("Phrases"), m_phrases},
            {tr("Endpoints"), m_endpoints}, {tr("Samples"), m_samples}, {tr("Compare"), m_compare},
            {tr("Checks"), m_checks},       {tr("Files"), m_files}};
        for (const auto& [title, page] : pages) {
            m_tabs->addPage(title);
            m_pages->addWidget(page);
        }
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::padding);
        column->setSpacing(metrics::padding);
        column->addWidget(m_tabs, 0, Qt::AlignLeft);
        column->addWidget(m_pages, 1);
        setFocusProxy(m_tabs);
        connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
        connect(m_runs, &RunPage::samplesRequested, this,
                [this](const QString& run) { openSamples(run, -1); });
        connect(m_samples, &SamplePage::runRequested, this, [this] { newRun({}); });
        connect(m_compare, &ComparePage::runRequested, this, [this] { newRun({}); });
        connect(m_checks, &CheckPage::runRequested, this, [this] { newRun({}); });
        connect(m_checks, &CheckPage::sampleRequested, this, &GenerationView::openSamples);
    }

    void open(int page) { m_tabs->setCurrentIndex(page); }
    int page() const { return m_tabs->currentIndex(); }
    // The page of texts in sight; null on the others.
    WritingPage* textPage() const
    {
        return page() == PromptsPage ? m_prompts : page() == PhrasesPage ? m_phrases : nullptr;
    }
    void newRun(const QString& planSet)
    {
        open(RunsPage);
        m_runs->openForm(planSet);
    }
    void openSamples(const QString& run, qint64 plan)
    {
        open(SamplesPage);
        m_samples->chooseRun(run, plan);
        m_samples->setFocus(Qt::OtherFocusReason);
    }

    void step(int rows)
    {
        if (page() == PairsPage)
            m_compare->step(rows);
        else
            m_samples->step(rows);
    }

    RunDesk m_desk;
    TabStrip* m_tabs;
    QStackedWidget* m_pages;
    RunPage* m_runs;
    SamplePage* m_samples;
    EndpointPage* m_endpoints;
    WritingPage* m_prompts;
    ComparePage* m_compare;
    WritingPage* m_phrases;
    FilesPage* m_files;
    CheckPage* m_checks;
};

class GenerationWorkspace : public Workspace
{
    Q_DECLARE_TR_FUNCTIONS(GenerationWorkspace)
public:
    explicit GenerationWorkspace(std::shared_ptr<KeyRing> ring) : m_ring(std::move(ring)) {}
    QString id() const override { return QStringLiteral("generate"); }
    QString title() const override { return tr("Generate"); }
    QString iconName() const override { return QStringLiteral("generate"); }

    QWidget* createView(QWidget* parent, const WorkspaceContext& context) override
    {
        m_view = new GenerationView(context, m_ring, parent);
        return m_view;
    }

    QList<Command> commands() override;
    QList<Command> pageCommands();

    QJsonObject saveState() const override
    {
        if (!m_view)
            return {};
        return {{QStringLiteral("page"), m_view->page()},
                {QStringLiteral("samples"), m_view->m_samples->save()},
                {QStringLiteral("prompts"), m_view->m_prompts->save()},
                {QStringLiteral("phrases"), m_view->m_phrases->save()}};
    }
    void restoreState(const QJsonObject& state) override
    {
        if (!m_view)
            return;
        m_view->open(std::clamp(state.value(QStringLiteral("page")).toInt(), 0, static_cast<int>(FilePage)));
        m_view->m_samples->restore(state.value(QStringLiteral("samples")).toObject());
        m_view->m_prompts->restore(state.value(QStringLiteral("prompts")).toObject());
        m_view->m_phrases->restore(state.value(QStringLiteral("phrases")).toObject());
    }

    void navigate(const QString& target) override
    {
        if (!m_view)
            return;
        const QString what = target.section(QLatin1Char('/'), 0, 0);
        const QString name = target.section(QLatin1Char('/'), 1);
        if (what == QLatin1String("run")) {
            m_view->open(RunsPage);
            m_view->m_runs->chooseRun(name);
        } else if (what == QLatin1String("new-run")) {
            m_view->newRun(name);
        } else if (what == QLatin1String("endpoints")) {
            m_view->open(EndpointsPage);
        } else if (what == QLatin1String("files")) {
            m_view->open(FilePage);
            m_view->m_files->dataset()->chooseSource(name);
        } else if (what == QLatin1String("compare")) {
            m_view->open(PairsPage);
            m_view->m_compare->chooseRuns(name.section(QLatin1Char('/'), 0, 0),
                                          name.section(QLatin1Char('/'), 1, 1));
        } else if (what == QLatin1String("prompts") || what == QLatin1String("phrases")) {
            m_view->open(what == QLatin1String("prompts") ? PromptsPage : PhrasesPage);
            if (WritingPage* page = m_view->textPage(); !name.isEmpty())
                page->desk().open(name);
        } else if (what == QLatin1String("checks")) {
            m_view->open(ChecksPage);
            m_view->m_checks->choose(name);
        } else if (what == QLatin1String("sample")) {
            bool numbered = false;
            const qint64 plan = name.section(QLatin1Char('/'), -1).toLongLong(&numbered);
            m_view->openSamples(numbered ? name.section(QLatin1Char('/'), 0, -2) : name,
                                numbered ? plan : -1);
        }
    }

    QString reasonNotToClose() const override
    {
        return m_view && m_view->m_desk.isRunning()
                   ? tr("The run %1 is being written. Stop it first; what is finished stays.")
                         .arg(m_view->m_desk.runName())
                   : QString();
    }

private:
    std::shared_ptr<KeyRing> m_ring;
    QPointer<GenerationView> m_view;
};

QList<Command> GenerationWorkspace::pageCommands()
{
    const std::pair<QString, QString> pages[] = {
        {QStringLiteral("runs"), tr("Show runs")},       {QStringLiteral("prompts"), tr("Show prompts")},
        {QStringLiteral("phrases"), tr("Show phrases")}, {QStringLiteral("endpoints"), tr("Show endpoints")},
        {QStringLiteral("samples"), tr("Show samples")}, {QStringLiteral("compare"), tr("Show comparisons")},
        {QStringLiteral("checks"), tr("Show checks")},   {QStringLiteral("files"), tr("Show files")}};
    QList<Command> commands;
    for (const auto& [id, text] : pages) {
        const int page = static_cast<int>(commands.size());
        commands << Command{id, text, QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + page)),
                            [this, page] { m_view->open(page); }};
    }
    return commands;
}

QList<Command> GenerationWorkspace::commands()
{
    const auto onPage = [this](int page) {
        return [this, page] { return m_view && m_view->page() == page; };
    };
    const auto onList = [this] {
        return m_view && (m_view->page() == SamplesPage || m_view->page() == PairsPage);
    };
    const auto onSample = [this] {
        return m_view && m_view->page() == SamplesPage && m_view->m_samples->hasSample();
    };
    const auto onText = [this] { return m_view && m_view->textPage(); };
    const auto running = [this] { return m_view && m_view->m_desk.isRunning(); };
    return pageCommands() +
           QList<Command>{
               {QStringLiteral("new-run"), tr("New run…"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_N),
                [this] { m_view->newRun({}); }},
               {QStringLiteral("stop-run"), tr("Stop the run"), QKeySequence(Qt::CTRL | Qt::Key_Period),
                [this] { m_view->m_desk.stop(); }, running},
               {QStringLiteral("pause-run"), tr("Pause the run, or go on"),
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Period),
                [this] { m_view->m_desk.setPaused(!m_view->m_desk.isPaused()); }, running},
               {QStringLiteral("resume-run"), tr("Resume the run"), QKeySequence(Qt::CTRL | Qt::Key_R),
                [this] { m_view->m_runs->resumeChosen(); }, onPage(RunsPage)},
               {QStringLiteral("export-run"), tr("Export the run as LP-MusicDialog records…"),
                QKeySequence(Qt::CTRL | Qt::Key_E), [this] { m_view->m_runs->exportChosen(); },
                onPage(RunsPage)},
               {QStringLiteral("remove-run"),
                tr("Remove the run"),
                {},
                [this] { m_view->m_runs->removeChosen(); },
                onPage(RunsPage)},
               {QStringLiteral("next-sample"), tr("Next sample"), QKeySequence(Qt::ALT | Qt::Key_Down),
                [this] { m_view->step(1); }, onList},
               {QStringLiteral("previous-sample"), tr("Previous sample"), QKeySequence(Qt::ALT | Qt::Key_Up),
                [this] { m_view->step(-1); }, onList},
               {QStringLiteral("accept-sample"), tr("Accept the sample"), QKeySequence(Qt::Key_A),
                [this] { m_view->m_samples->accept(); }, onSample},
               {QStringLiteral("set-sample-aside"), tr("Set the sample aside…"), QKeySequence(Qt::Key_X),
                [this] { m_view->m_samples->askToSetAside(); }, onSample},
               {QStringLiteral("reopen-sample"), tr("Take the decision on the sample back"),
                QKeySequence(Qt::SHIFT | Qt::Key_A), [this] { m_view->m_samples->reopen(); }, onSample},
               {QStringLiteral("comment-sample"), tr("Comment on the sample…"), QKeySequence(Qt::Key_C),
                [this] { m_view->m_samples->askForComment(); }, onSample},
               {QStringLiteral("rewrite-sample"), tr("Write the sample again"), QKeySequence(Qt::Key_W),
                [this] { m_view->m_samples->desk().writeAgain(); }, onSample},
               {QStringLiteral("sample-view"), tr("Dialogue, provenance or attempts of the sample"),
                QKeySequence(Qt::Key_V), [this] { m_view->m_samples->showNextView(); }, onSample},
               {QStringLiteral("search-samples"), tr("Search in samples"), QKeySequence(Qt::CTRL | Qt::Key_F),
                [this] { m_view->m_samples->search(); }, onPage(SamplesPage)},
               {QStringLiteral("new-audit"), tr("New random audit…"), QKeySequence(Qt::SHIFT | Qt::Key_R),
                [this] { m_view->m_samples->newAudit(); }, onPage(SamplesPage)},
               {QStringLiteral("compare-runs"), tr("Compare the two runs"),
                QKeySequence(Qt::SHIFT | Qt::Key_F6), [this] { m_view->m_compare->compare(); },
                [this] { return m_view && m_view->page() == PairsPage && m_view->m_compare->canCompare(); }},
               {QStringLiteral("check"), tr("Check all samples"), QKeySequence(Qt::Key_F6),
                [this] { m_view->m_samples->checkAll(); }, onPage(SamplesPage)},
               {QStringLiteral("save-text"), tr("Save the prompt or phrases as a new version"),
                QKeySequence(Qt::CTRL | Qt::Key_S), [this] { m_view->textPage()->saveVersion(); }, onText},
               {QStringLiteral("text-changes"), tr("Show what was changed in the text"),
                QKeySequence(Qt::CTRL | Qt::Key_D), [this] { m_view->textPage()->showChanges(); }, onText},
               {QStringLiteral("next-seed"), tr("Another plan, or other words, in the preview"),
                QKeySequence(Qt::Key_N), [this] { m_view->textPage()->another(); }, onText},
               {QStringLiteral("check-source"), tr("Check and measure the source"), QKeySequence(Qt::Key_F5),
                [this] { m_view->m_checks->check(); }, onPage(ChecksPage)},
               {QStringLiteral("stop-check"),
                tr("Cancel the check"),
                {},
                [this] { m_view->m_checks->stop(); },
                [this] { return m_view && m_view->m_checks->isChecking(); }},
               {QStringLiteral("export-checks"),
                tr("Export the figures of the check…"),
                {},
                [this] { m_view->m_checks->exportShown(); },
                onPage(ChecksPage)},
               {QStringLiteral("export-data-set"), tr("Export a data set…"),
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), [this] { m_view->m_files->dataset()->ask(); },
                onPage(FilePage)},
               {QStringLiteral("write-batch"), tr("Write the requests of a batch…"),
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B),
                [this] { m_view->m_files->batch()->askToWrite(); }, onPage(FilePage)},
               {QStringLiteral("import-batch"), tr("Import the replies of a batch…"),
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I),
                [this] { m_view->m_files->batch()->askToImport(); }, onPage(FilePage)},
               {QStringLiteral("test-endpoint"), tr("Test the endpoint"),
                QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_T), [this] { m_view->m_endpoints->test(); },
                [this] {
                    return m_view && m_view->page() == EndpointsPage && m_view->m_endpoints->hasForm();
                }},
               {QStringLiteral("add-endpoint"),
                tr("Add an endpoint…"),
                {},
                [this] {
                    m_view->open(EndpointsPage);
                    m_view->m_endpoints->addNew();
                }},
           };
}

} // namespace

std::unique_ptr<Workspace> makeGenerationWorkspace(std::shared_ptr<KeyRing> ring)
{
    return std::make_unique<GenerationWorkspace>(std::move(ring));
}

} // namespace antiphon
