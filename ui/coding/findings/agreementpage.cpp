#include "ui/coding/findings/agreementpage.h"

#include "core/storage/project.h"
#include "ui/coding/findings/agreementfigures.h"
#include "ui/panes/chartpane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/tabstrip.h"

#include <QComboBox>
#include <QHeaderView>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum CodeColumn { NameColumn, FacetColumn, GivenColumn, UnitsColumn, MissingColumn, FirstFigureColumn };
enum TurnColumn { DialogueColumn, TurnNumberColumn, WordsColumn, CodesColumn };
enum Page { CodesPage, PairsPage, TurnsPage };

QComboBox* choice(const QString& name, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setAccessibleName(name);
    return box;
}

} // namespace

AgreementPage::AgreementPage(WorkspaceContext context, QWidget* parent)
    : Finding(std::move(context), parent),
      m_tabs(new TabStrip(this)),
      m_stack(new QStackedWidget(this)),
      m_codes(makeCodes()),
      m_pairs(makePairs()),
      m_turns(makeTurns()),
      m_definition(new TextLabel({}, TextSize::Body, Tone::Normal, this))
{
    QWidget* choices = makeChoices();
    for (QWidget* page : std::initializer_list<QWidget*>{m_codes, m_pairs, m_turns})
        m_stack->addWidget(page);
    m_definition->setWordWrap(true);
    m_definition->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_definition->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, 0);
    m_definition->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(choices);
    column->addWidget(m_definition);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_tabs);
}

QWidget* AgreementPage::makeChoices()
{
    auto* bar = new QWidget(this);
    m_scope = choice(tr("Which dialogues"), bar);
    m_scope->addItem(tr("All dialogues"), QString());
    m_coders = new QPushButton(tr("Coders"), bar);
    m_coders->setMenu(new QMenu(m_coders));
    m_coders->setToolTip(tr("Whose codings are held against each other"));
    m_explain = new QPushButton(tr("Definitions"), bar);
    m_explain->setCheckable(true);
    m_explain->setToolTip(tr("How the figure is worked out, where it comes from and when it misleads"));
    for (const QString& title : {tr("Codes"), tr("Pairs"), tr("Turns")})
        m_tabs->addPage(title);
    m_tabs->setObjectName(QStringLiteral("agreementPages"));
    m_tabs->setAccessibleName(tr("What is compared"));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, 0);
    row->setSpacing(metrics::gap);
    row->addWidget(m_tabs);
    row->addStretch();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_scope, m_coders, m_explain})
        row->addWidget(widget);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int page) {
        m_stack->setCurrentIndex(page);
        explain();
    });
    connect(m_scope, &QComboBox::activated, this, [this] {
        m_chosen.reset();
        m_round = m_scope->currentData().toString();
        read();
    });
    connect(m_explain, &QPushButton::toggled, this, &AgreementPage::explain);
    return bar;
}

ChartPane* AgreementPage::makeCodes()
{
    const Qt::Alignment right = Qt::AlignRight;
    QList<TextColumn> columns{
        {tr("Code")}, {tr("Facet")}, {tr("Given by"), right}, {tr("Turns"), right}, {tr("Missing"), right}};
    for (const Coefficient measure : agreementMeasures)
        columns << TextColumn{measureName(measure), right};
    auto* pane = new ChartPane(
        context(), {tr("Agreement on each code"), tr("Filter codes"), QString(), QStringLiteral("agreement")},
        columns, NameColumn, m_stack);
    pane->setObjectName(QStringLiteral("agreementOfCodes"));
    m_measure = choice(tr("Coefficient"), pane);
    for (const Coefficient measure : agreementMeasures)
        m_measure->addItem(measureName(measure), static_cast<int>(measure));
    m_unit = choice(tr("Unit"), pane);
    m_unit->addItem(tr("Unit: turn"), static_cast<int>(AgreementUnit::Turn));
    m_unit->addItem(tr("Unit: words"), static_cast<int>(AgreementUnit::Span));
    m_unit->addItem(tr("Unit: dialogue"), static_cast<int>(AgreementUnit::Dialogue));
    m_intervals = new QPushButton(tr("Intervals"), pane);
    m_intervals->setCheckable(true);
    m_intervals->setToolTip(tr("Work out 95 % intervals by drawing dialogues %1 times (seed %2)")
                                .arg(agreementFolds)
                                .arg(agreementSeed));
    for (QWidget* control : std::initializer_list<QWidget*>{m_measure, m_unit, m_intervals})
        pane->bar()->addWidget(control);
    pane->setNote(
        tr("A turn is a unit where the code may go on its role. A turn without the code, in a dialogue "
           "that the coder coded, says that it does not fit; turns of other dialogues are missing."));
    QHeaderView* header = pane->table()->table()->horizontalHeader();
    for (int column = FacetColumn; column < columns.size(); ++column)
        header->resizeSection(column, column < FirstFigureColumn ? 96 : 150);
    connect(m_measure, &QComboBox::currentIndexChanged, this, [this] {
        showCodes();
        explain();
    });
    connect(m_unit, &QComboBox::currentIndexChanged, this, &AgreementPage::read);
    connect(m_intervals, &QPushButton::toggled, this, &AgreementPage::read);
    return pane;
}

ChartPane* AgreementPage::makePairs()
{
    const Qt::Alignment right = Qt::AlignRight;
    auto* pane = new ChartPane(
        context(),
        {tr("Agreement of each pair of coders"), tr("Filter coders"), QString(), QStringLiteral("pairs")},
        {{tr("Coder")},
         {tr("With")},
         {tr("Turns"), right},
         {tr("Missing"), right},
         {tr("Alpha, MASI"), right},
         {tr("Alpha, Jaccard"), right}},
        0, m_stack);
    m_distance = choice(tr("Distance of two sets of codes"), pane);
    m_distance->addItem(tr("Alpha, MASI"), static_cast<int>(SetMeasure::Masi));
    m_distance->addItem(tr("Alpha, Jaccard"), static_cast<int>(SetMeasure::Jaccard));
    pane->bar()->addWidget(m_distance);
    pane->setNote(tr("Krippendorff's alpha over the sets of codes that a turn was given: two sets that share "
                     "some codes disagree less than two that share none."));
    pane->table()->table()->horizontalHeader()->resizeSection(1, 200);
    connect(m_distance, &QComboBox::currentIndexChanged, this, [this] {
        showPairs();
        explain();
    });
    return pane;
}

TablePane* AgreementPage::makeTurns()
{
    auto* pane = new TablePane(
        context(),
        {tr("Turns on which coders differ"), tr("Filter turns"), QString(), QStringLiteral("differing.csv")},
        {{tr("Dialogue")}, {tr("Turn"), Qt::AlignRight}, {tr("Words")}, {tr("Codes")}}, CodesColumn,
        TextTableModel::Boxes::None, m_stack);
    pane->layout()->setContentsMargins(metrics::padding, metrics::padding, metrics::padding,
                                       metrics::padding);
    QHeaderView* header = pane->table()->horizontalHeader();
    header->resizeSection(DialogueColumn, 150);
    header->resizeSection(TurnNumberColumn, 64);
    header->resizeSection(WordsColumn, 320);
    connect(pane, &TablePane::activated, this, [this](int row) {
        const TurnPlace& place = m_answer.report.differing[row].place;
        context().navigate(
            QStringLiteral("code"),
            QStringLiteral("dialogue/%1/turn/%2").arg(place.dialogue.toText()).arg(place.position + 1));
    });
    return pane;
}

void AgreementPage::showRound(const QString& name)
{
    m_round = name;
    m_chosen.reset();
    read();
}

AgreementQuestion AgreementPage::question(bool intervals) const
{
    return {m_round, m_chosen, source(), static_cast<AgreementUnit>(m_unit->currentData().toInt()),
            intervals};
}

void AgreementPage::read()
{
    if (m_job != 0)
        context().jobs.cancel(std::exchange(m_job, 0));
    if (m_intervals->isChecked() && !m_answer.report.coders.isEmpty()) {
        workOutIntervals();
        return;
    }
    answerAside<AgreementAnswer>(
        QStringLiteral("coding.agreement"),
        [asked = question(false)](const Connection& connection) {
            return agreementAnswer(connection, asked);
        },
        [this](const AgreementAnswer& answer) { adopt(answer); });
}

void AgreementPage::workOutIntervals()
{
    m_job = context().jobs.start<AgreementAnswer>(
        tr("Working out intervals of agreement"), this,
        [path = context().session.path(),
         asked = question(true)](const JobContext& job) -> Result<AgreementAnswer> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path, Access::ReadOnly));
            return agreementAnswer(connection, asked, job.cancel, job.progress);
        },
        [this](const Result<AgreementAnswer>& answer) {
            m_job = 0;
            if (answer)
                adopt(*answer);
            else if (answer.error().code != ErrorCode::Cancelled)
                context().notify(noticeOf(answer.error()));
        });
}

void AgreementPage::adopt(const AgreementAnswer& answer)
{
    m_answer = answer;
    const QString empty =
        answer.report.coders.size() < 2
            ? tr("Agreement needs two coders. A blind coder sees nothing of the others until she may look.")
            : tr("No turn was coded by two coders yet. A round of double coding gives them the same "
                 "dialogues.");
    m_codes->setEmptyText(empty);
    m_pairs->setEmptyText(empty);
    m_turns->setEmptyText(answer.report.coders.size() < 2 ? empty : tr("The coders differ on no turn."));
    fillScopes();
    fillCoders();
    showCodes();
    showPairs();
    showTurns();
    explain();
}

void AgreementPage::fillScopes()
{
    const QSignalBlocker quiet(m_scope);
    m_scope->clear();
    m_scope->addItem(tr("All dialogues"), QString());
    for (const CodingRound& round : std::as_const(m_answer.rounds))
        m_scope->addItem(tr("Round %1").arg(round.name), round.name);
    m_scope->setCurrentIndex(std::max(0, m_scope->findData(m_round)));
}

void AgreementPage::fillCoders()
{
    QMenu* menu = m_coders->menu();
    menu->clear();
    QStringList names;
    for (const Coder& coder : std::as_const(m_answer.coders)) {
        QAction* act = menu->addAction(coder.name);
        act->setCheckable(true);
        act->setChecked(m_chosen ? m_chosen->contains(coder.id) : !m_answer.aside.contains(coder.id));
        if (act->isChecked())
            names << coder.name;
        connect(act, &QAction::toggled, this, [this, id = coder.id](bool on) { setChosen(id, on); });
    }
    m_coders->setText(names.size() > 3 || names.isEmpty()
                          ? countedText(names.size(), tr("coder"), tr("coders"))
                          : names.join(QStringLiteral(", ")));
    m_coders->setAccessibleName(tr("Coders: %1").arg(names.join(QStringLiteral(", "))));
    m_coders->setEnabled(!m_answer.coders.isEmpty());
}

void AgreementPage::setChosen(CoderId coder, bool chosen)
{
    if (!m_chosen) {
        m_chosen.emplace();
        for (const Coder& one : std::as_const(m_answer.report.coders))
            m_chosen->insert(one.id);
    }
    if (chosen)
        m_chosen->insert(coder);
    else
        m_chosen->remove(coder);
    read();
}

void AgreementPage::showCodes()
{
    const AgreementFigures figures =
        codeFigures(m_answer.report, static_cast<Coefficient>(m_measure->currentData().toInt()));
    m_codes->show(figures.chart, figures.rows, figures.remark);
}

void AgreementPage::showPairs()
{
    const AgreementFigures figures =
        pairFigures(m_answer.report, static_cast<SetMeasure>(m_distance->currentData().toInt()));
    m_pairs->show(figures.chart, figures.rows, figures.remark);
}

void AgreementPage::showTurns()
{
    const AgreementFigures figures = turnFigures(m_answer);
    m_turns->setRemark(figures.remark);
    m_turns->setRows(figures.rows);
}

void AgreementPage::explain()
{
    m_definition->setVisible(m_explain->isChecked());
    m_definition->setText(
        m_tabs->currentIndex() == CodesPage
            ? definitionOf(static_cast<Coefficient>(m_measure->currentData().toInt()), m_answer.report.unit)
            : definitionOf(static_cast<SetMeasure>(m_distance->currentData().toInt())));
}

} // namespace antiphon
