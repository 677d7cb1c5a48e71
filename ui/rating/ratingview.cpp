#include "ui/rating/ratingview.h"

#include "core/base/linereader.h"
#include "core/rating/report.h"
#include "ui/charts/chart.h"
#include "ui/rating/collectpage.h"
#include "ui/rating/plannerpage.h"
#include "ui/rating/proofpage.h"
#include "ui/rating/ratingstep.h"
#include "ui/rating/reportpdf.h"
#include "ui/rating/resultspage.h"
#include "ui/rating/studiespage.h"
#include "ui/rating/studyacts.h"
#include "ui/rating/studyfiles.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/tabstrip.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace antiphon {

namespace {

QString idData(const StudyId& id)
{
    return id.toText();
}

} // namespace

RatingView::RatingView(const WorkspaceContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    m_tabs = new TabStrip(this);
    for (const QString& title : {tr("Studies"), tr("Study size"), tr("Design"), tr("Collect"), tr("Results")})
        m_tabs->addPage(title);
    m_tabs->setAccessibleName(tr("Pages of Rate"));
    m_picker = new QComboBox(this);
    m_picker->setAccessibleName(tr("Study in hand"));
    m_picker->setToolTip(tr("The study that Design, Collect and Results are about"));
    m_picker->setMinimumWidth(200);
    m_busy = new BusyBar(this);
    m_actCard = new StudyActCard(this);
    m_acts = new StudyActs(context, m_actCard, this);
    makePages();
    auto* head = new QHBoxLayout;
    head->addWidget(m_tabs, 1);
    head->addWidget(m_picker);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::padding);
    column->setSpacing(metrics::gap);
    column->addLayout(head);
    column->addWidget(m_busy);
    column->addWidget(m_actCard);
    column->addWidget(m_pages, 1);
    setFocusProxy(m_tabs);
    connectPages();
    reload();
}

void RatingView::makePages()
{
    m_studies = new StudiesPage(this);
    m_planner = new PlannerPage(m_context, this);
    m_proof = new ProofPage(this);
    m_collect = new CollectPage(this);
    m_results = new ResultsPage(this);
    m_pages = new QStackedWidget(this);
    for (QWidget* page :
         {static_cast<QWidget*>(m_studies), static_cast<QWidget*>(m_planner), static_cast<QWidget*>(m_proof),
          static_cast<QWidget*>(m_collect), static_cast<QWidget*>(m_results)})
        m_pages->addWidget(page);
}

void RatingView::connectPages()
{
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        showCurrent();
    });
    connect(m_picker, &QComboBox::activated, this, [this](int index) {
        if (const auto id = StudyId::fromText(m_picker->itemData(index).toString()))
            chooseStudy(*id);
    });
    connect(&m_context.session, &ProjectSession::changed, this, &RatingView::reload);
    connectStudies();
    connect(m_planner, &PlannerPage::sizesChosen, this, [this](const PlannedSizes& sizes) {
        newStudy();
        m_studies->form()->setSizes(sizes.raters, sizes.items, sizes.margin);
    });
    connect(m_proof, &ProofPage::countsRequested, this, &RatingView::saveCounts);
    connect(m_proof, &ProofPage::chartExportRequested, this, &RatingView::saveChart);
    connect(m_proof, &ProofPage::stepRequested, this, [this] { showPage(RatingPage::Studies); });
    connect(m_collect, &CollectPage::filesRequested, this, &RatingView::chooseAnswers);
    connect(m_collect, &CollectPage::filesDropped, this, &RatingView::collect);
    connect(m_collect, &CollectPage::packetsRequested, this, &RatingView::makePacketFiles);
    connectActs();
    connect(m_results, &ResultsPage::reportRequested, this, &RatingView::writeReportFile);
    connect(m_results, &ResultsPage::answersRequested, this, &RatingView::saveAnswers);
    connectKey();
    connect(m_results, &ResultsPage::chartExportRequested, this, &RatingView::saveChart);
    connect(m_results, &ResultsPage::stepRequested, this, [this] {
        showPage(current() && !current()->packets.isEmpty() ? RatingPage::Collect : RatingPage::Studies);
    });
}

void RatingView::connectStudies()
{
    connect(m_studies, &StudiesPage::selected, this, &RatingView::chooseStudy);
    connect(m_studies, &StudiesPage::createRequested, this, &RatingView::create);
    connect(m_studies, &StudiesPage::freezeRequested, this, &RatingView::freeze);
    connect(m_studies, &StudiesPage::packetsRequested, this, &RatingView::makePacketFiles);
    connect(m_studies, &StudiesPage::browserPacketsRequested, this, &RatingView::makeBrowserPackets);
    connect(m_studies, &StudiesPage::collectRequested, this, [this] { showPage(RatingPage::Collect); });
    connect(m_studies, &StudiesPage::resultsRequested, this, [this] { showPage(RatingPage::Results); });
    connect(m_studies, &StudiesPage::auditRequested, this, &RatingView::auditTexts);
    connect(m_studies, &StudiesPage::importRequested, this,
            [this] { m_context.navigate(QStringLiteral("corpus"), {}); });
    connect(m_studies->form(), &StudyForm::openRequested, this, [this] {
        openDefinition(this, m_context,
                       [this](const StudyDefinition& read) { m_studies->form()->setDefinition(read); });
    });
    connect(m_studies->form(), &StudyForm::saveRequested, this,
            [this](const StudyDefinition& definition) { saveDefinition(this, m_context, definition); });
}

void RatingView::showPage(RatingPage page)
{
    m_tabs->setCurrentIndex(static_cast<int>(page));
}

RatingPage RatingView::page() const
{
    return static_cast<RatingPage>(m_tabs->currentIndex());
}

const StudyRow* RatingView::current() const
{
    for (const StudyRow& row : m_overview.studies) {
        if (row.study.id == m_current)
            return &row;
    }
    return nullptr;
}

void RatingView::chooseStudy(const StudyId& study)
{
    if (study != m_current)
        m_actCard->end(); // what it asked was about another
    m_current = study;
    fillPicker();
    showCurrent();
}

void RatingView::reload()
{
    m_context.session.read<RatingOverview>(
        this, [](const Connection& connection) { return readRatingOverview(connection); },
        [this](Result<RatingOverview> answer) {
            if (answer)
                adopt(*answer);
            else
                m_context.notify(noticeOf(answer.error()));
        },
        QStringLiteral("rating.overview"));
}

void RatingView::adopt(const RatingOverview& overview)
{
    m_overview = overview;
    if (!current())
        m_current = m_overview.studies.isEmpty() ? StudyId() : m_overview.studies.last().study.id;
    fillPicker();
    showCurrent();
}

void RatingView::fillPicker()
{
    m_picker->clear();
    for (const StudyRow& row : m_overview.studies) {
        m_picker->addItem(row.study.definition.name, idData(row.study.id));
        if (row.study.id == m_current)
            m_picker->setCurrentIndex(m_picker->count() - 1);
    }
    m_picker->setVisible(m_overview.studies.size() > 1);
}

void RatingView::showCurrent()
{
    const StudyRow* row = current();
    m_context.showPlace(row ? row->study.definition.name : QString());
    switch (page()) {
    case RatingPage::Studies:
        m_studies->show(m_overview, m_current);
        break;
    case RatingPage::Size:
        m_planner->show(row);
        break;
    case RatingPage::Design:
        loadProof();
        break;
    case RatingPage::Collect:
        m_collect->show(row);
        loadFacts();
        break;
    case RatingPage::Results:
        loadResults();
        break;
    }
}

void RatingView::loadResults()
{
    const StudyRow* row = current();
    if (!row || row->collected() == 0) {
        m_results->showNothing(tr("Results stand here as soon as the first answers are collected."),
                               row && !row->packets.isEmpty() ? tr("Collect answers") : tr("Studies"));
        return;
    }
    m_busy->begin();
    m_context.session.readAside<StudyResults>(
        this, [study = row->study](const Connection& connection) { return studyResults(connection, study); },
        [this](Result<StudyResults> answer) {
            if (!answer)
                m_context.notify(noticeOf(answer.error()));
            else if (answer->study.id == m_current)
                m_results->show(*answer);
        },
        QStringLiteral("results"));
    // Questions are answered in order, so this one ends the bar whatever became of the first.
    m_context.session.readAside<bool>(
        this, [](const Connection&) { return Result<bool>(true); }, [this](Result<bool>) { m_busy->end(); });
}

void RatingView::newStudy()
{
    showPage(RatingPage::Studies);
    m_studies->beginNewStudy();
}

void RatingView::simulateSizes()
{
    showPage(RatingPage::Size);
    m_planner->simulate();
}

void RatingView::create(const StudyDefinition& definition)
{
    runStep<Study>(
        tr("Creating the study"),
        [definition, actor = m_context.session.actor()](const Connection& connection, const JobContext&) {
            return createStudy(connection, actor, definition);
        },
        [this](const Study& study) { m_current = study.id; });
}

void RatingView::freeze()
{
    if (!current())
        return;
    runStep<Study>(
        tr("Freezing the study"),
        [study = current()->study, actor = m_context.session.actor()](const Connection& connection,
                                                                      const JobContext&) {
            return freezeStudy(connection, actor, study);
        },
        [](const Study&) {});
}

void RatingView::chooseAnswers()
{
    showPage(RatingPage::Collect);
    m_context.files.openMany(
        this,
        {tr("Answers files"), {}, tr("Answers (*%1);;All files (*)").arg(QLatin1String(".antiphon-answers"))},
        [this](const QStringList& paths) { collect(paths); });
}

void RatingView::auditTexts()
{
    if (!current())
        return;
    showPage(RatingPage::Studies);
    runStep<BlindingAudit>(
        tr("Auditing the texts"),
        [study = current()->study](const Connection& connection, const JobContext& job) {
            AuditOptions options;
            options.seed = study.definition.seed;
            options.cancel = job.cancel;
            return auditStudy(connection, study, options);
        },
        [this, id = current()->study.id](const BlindingAudit& audit) {
            m_studies->showAudit(id, auditText(audit));
        },
        StepEffect::Reads);
}

void RatingView::writeReportFile()
{
    if (!current())
        return;
    const QString proposed = current()->study.definition.name + QStringLiteral(".html");
    m_context.files.save(
        this, {tr("Report"), proposed, tr("Web page (*.html);;Pages to print (*.pdf)")},
        [this, study = current()->study](const QString& path) {
            runStep<bool>(
                tr("Writing the report"),
                [study, path](const Connection& connection, const JobContext&) -> Result<bool> {
                    ANTIPHON_TRY_ASSIGN(QByteArray page, reportOf(connection, study));
                    if (path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive))
                        page = reportPdf(page, study.definition.name);
                    ANTIPHON_TRY(writeWholeFile(path, page));
                    return true;
                },
                [this, path](const bool&) {
                    m_context.notify({NoticeKind::Done,
                                      tr("Wrote %1.").arg(QFileInfo(path).fileName()),
                                      {},
                                      tr("Open"),
                                      [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); }});
                },
                StepEffect::Reads);
        });
}

void RatingView::saveChart(const Chart& chart)
{
    // A table without a drawing can only be written as one.
    const QString name = chart.paint ? QStringLiteral("chart.png") : QStringLiteral("figures.csv");
    const QString kinds = chart.paint ? tr("Picture (*.png);;Drawing (*.svg);;Table (*.csv);;Excel (*.xlsx)")
                                      : tr("Table (*.csv);;Excel (*.xlsx)");
    m_context.files.save(this, {chart.paint ? tr("Chart") : tr("Figures"), name, kinds},
                         [this, chart](const QString& path) {
                             const Result<void> written = exportChart(chart, path);
                             if (!written)
                                 m_context.notify(noticeOf(written.error()));
                         });
}

} // namespace antiphon
