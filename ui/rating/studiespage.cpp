#include "ui/rating/studiespage.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int sideWidth = 420;
enum Page { Empty, Work, Planning };
enum Column { Name, Stage, Conditions, Dialogues, Raters, ColumnCount };

QString lengthText(const Study& study)
{
    const int band = study.frozen[QStringLiteral("band_width")].toInt();
    if (band == 0)
        return StudiesPage::tr("lengths not matched");
    return band == 1 ? StudiesPage::tr("lengths matched to the turn")
                     : StudiesPage::tr("lengths matched within %1 turns").arg(band);
}

QString trackText(TrackForm form)
{
    switch (form) {
    case TrackForm::Titles:
        return StudiesPage::tr("titles of up to five tracks are shown");
    case TrackForm::Mark:
        return StudiesPage::tr("only that tracks were shown, as not every source knows titles");
    case TrackForm::Hidden:
        return StudiesPage::tr("tracks are not shown");
    case TrackForm::Automatic:
        break;
    }
    return StudiesPage::tr("how tracks are shown is settled by freezing");
}

QString factsOf(const StudyRow& row)
{
    const StudyDefinition& definition = row.study.definition;
    QStringList criteria;
    for (const Criterion& criterion : definition.criteria)
        criteria << criterion.name;
    QStringList lines{
        StudiesPage::tr("Sources: %1").arg(definition.sources.join(QLatin1String(", "))),
        StudiesPage::tr("Criteria: %1").arg(criteria.join(QLatin1String(", "))),
        StudiesPage::tr("%1 dialogues from each source, %2 raters read all of them")
            .arg(definition.itemsPerSource)
            .arg(definition.raters.size()),
        StudiesPage::tr("Margin ±%1 points, seed %2").arg(definition.margin).arg(definition.seed)};
    if (row.study.state == StudyState::Frozen) {
        lines << StudiesPage::tr("Drawn: %1; %2").arg(lengthText(row.study), trackText(definition.tracks))
              << StudiesPage::tr("Frozen %1, seal %2")
                     .arg(timeText(row.study.frozenAt, now()), row.study.digest.left(12));
    }
    return lines.join(QLatin1Char('\n'));
}

QStringList namesOf(const QList<Source>& sources)
{
    QStringList names;
    for (const Source& source : sources)
        names << source.name;
    return names;
}

} // namespace

StudiesPage::StudiesPage(QWidget* parent) : QWidget(parent)
{
    m_details = makeDetails();
    m_form = new StudyForm;
    m_key = new StudyKeyCard(this);
    auto* planning = new QScrollArea(this);
    planning->setFrameShape(QFrame::NoFrame);
    planning->setWidgetResizable(true);
    planning->setFocusPolicy(Qt::NoFocus);
    planning->setWidget(m_form);
    auto* work = new QWidget(this);
    auto* row = new QHBoxLayout(work);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::padding);
    row->addWidget(makeList(), 1);
    auto* sideColumn = new QVBoxLayout;
    for (QWidget* side : {m_details, static_cast<QWidget*>(m_key)}) {
        side->setFixedWidth(sideWidth);
        sideColumn->addWidget(side);
    }
    sideColumn->setSpacing(metrics::padding);
    sideColumn->addStretch(1);
    row->addLayout(sideColumn);

    m_empty = new EmptyView(QStringLiteral("rate"), {}, this);
    m_empty->setButton(tr("New study"));
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(work);
    m_stack->addWidget(planning);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);

    connect(m_empty->button(), &QPushButton::clicked, this, [this] {
        if (m_overview.sources.size() < 2)
            Q_EMIT importRequested();
        else
            beginNewStudy();
    });
    connect(m_form, &StudyForm::created, this, &StudiesPage::createRequested);
    connect(m_form, &StudyForm::cancelled, this, &StudiesPage::endPlanning);
    connect(m_step, &QPushButton::clicked, this, [this] {
        if (m_stepAction)
            m_stepAction();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                if (!m_filling && index.isValid() && index.row() < m_overview.studies.size())
                    Q_EMIT selected(m_overview.studies[index.row()].study.id);
            });
}

QWidget* StudiesPage::makeList()
{
    auto* list = new QWidget(this);
    m_table = new CalmTable(list);
    m_table->setFramed(true);
    m_table->setAccessibleName(tr("Studies"));
    m_model = new QStandardItemModel(0, ColumnCount, this);
    m_model->setHorizontalHeaderLabels(
        {tr("Study"), tr("Stage"), tr("Conditions"), tr("Dialogues"), tr("Raters")});
    for (const Column column : {Conditions, Dialogues, Raters})
        m_model->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->setModel(m_model);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSortingEnabled(false);
    m_table->horizontalHeader()->setSectionResizeMode(Name, QHeaderView::Stretch);
    auto* add = new QPushButton(themeIcon(QStringLiteral("add")), tr("New study"), list);
    add->setToolTip(tr("Plan a study over two or more sources (Insert)"));
    connect(add, &QPushButton::clicked, this, &StudiesPage::beginNewStudy);
    auto* top = new QHBoxLayout;
    top->addWidget(new SectionHeader(tr("Studies"), {}, list), 1);
    top->addWidget(add);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    return list;
}

QWidget* StudiesPage::makeDetails()
{
    auto* card = new Card(this);
    card->column()->setSpacing(metrics::gap);
    m_title = new SectionHeader({}, {}, card);
    m_facts = new TextLabel({}, TextSize::Body, Tone::Normal, card);
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_advice = new TextLabel({}, TextSize::Body, Tone::Muted, card);
    m_advice->setWordWrap(true);
    m_step = new QPushButton(card);
    makePrimary(m_step);
    card->column()->addWidget(m_title);
    card->column()->addWidget(m_facts);
    card->column()->addSpacing(metrics::gap);
    card->column()->addWidget(m_advice);
    m_browser = new QPushButton(tr("For browsers…"), card);
    m_browser->setAccessibleName(tr("Packets for browsers"));
    m_browser->setToolTip(
        tr("Writes each packet as a page for raters without the program. It needs no network, "
           "and its answers are collected as others are."));
    m_audit = new QPushButton(tr("Audit the texts"), card);
    m_audit->setToolTip(tr("Tries how well a classifier tells the conditions apart by style and length, as "
                           "attentive raters might. Names no source."));
    m_auditText = new TextLabel({}, TextSize::Caption, Tone::Muted, card);
    m_auditText->setWordWrap(true);
    m_auditText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_auditText->setAccessibleName(tr("Audit of the texts"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(m_step);
    buttons->addWidget(m_browser);
    buttons->addWidget(m_audit);
    buttons->addStretch(1);
    card->column()->addLayout(buttons);
    card->column()->addWidget(m_auditText);
    connect(m_browser, &QPushButton::clicked, this, &StudiesPage::browserPacketsRequested);
    connect(m_audit, &QPushButton::clicked, this, &StudiesPage::auditRequested);
    return card;
}

void StudiesPage::showAudit(const StudyId& study, const QString& text)
{
    m_audited = study;
    m_auditText->setText(text);
    m_auditText->setVisible(study == m_current);
}

void StudiesPage::beginNewStudy()
{
    m_planning = true;
    m_form->setSources(m_overview.sources);
    showSide();
    m_form->setFocus();
}

void StudiesPage::endPlanning()
{
    m_planning = false;
    show(m_overview, m_current);
}

void StudiesPage::showSide()
{
    const bool chosen = std::any_of(m_overview.studies.cbegin(), m_overview.studies.cend(),
                                    [this](const StudyRow& row) { return row.study.id == m_current; });
    m_details->setVisible(chosen);
    m_key->setVisible(chosen);
    m_stack->setCurrentIndex(m_planning ? Planning : m_overview.studies.isEmpty() ? Empty : Work);
}

void StudiesPage::show(const RatingOverview& overview, const StudyId& current)
{
    // What is being planned stays while the project changes; another study in hand ends it.
    m_planning = m_planning && (!m_loaded || current == m_current);
    m_loaded = true;
    if (m_planning && namesOf(overview.sources) != namesOf(m_overview.sources))
        m_form->setSources(overview.sources);
    m_overview = overview;
    m_current = current;
    m_filling = true;
    m_model->setRowCount(0);
    const StudyRow* chosen = nullptr;
    for (const StudyRow& row : m_overview.studies) {
        const StudyDefinition& definition = row.study.definition;
        QList<QStandardItem*> cells;
        for (const QString& text :
             {definition.name, stageText(row), countText(definition.sources.size()),
              countText(definition.sources.size() * static_cast<qint64>(definition.itemsPerSource)),
              countText(definition.raters.size())}) {
            cells << new QStandardItem(text);
            cells.last()->setEditable(false);
            if (cells.size() > Stage + 1)
                cells.last()->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        }
        m_model->appendRow(cells);
        if (row.study.id == current)
            chosen = &row;
    }
    if (chosen)
        m_table->selectRow(static_cast<int>(chosen - m_overview.studies.constData()));
    m_filling = false;
    const bool tooFew = overview.sources.size() < 2;
    m_empty->setSentence(
        tooFew ? tr("A study compares two sources: import a corpus and generate a run first.")
               : tr("A study asks people to rate dialogues without telling them where they come from."));
    m_empty->button()->setText(tooFew ? tr("Import dialogues") : tr("New study"));
    showSide();
    showDetails(chosen);
}

void StudiesPage::showDetails(const StudyRow* row)
{
    if (!row)
        return;
    m_title->setTitle(row->study.definition.name);
    m_title->setRemark(stageText(*row));
    m_facts->setText(factsOf(*row));
    m_key->show(row->study.id, row->key, !row->packets.isEmpty());
    m_browser->setVisible(row->study.state != StudyState::Draft);
    m_audit->setVisible(row->study.state != StudyState::Draft);
    m_auditText->setVisible(row->study.id == m_audited && !m_auditText->text().isEmpty());
    showStep(row);
}

void StudiesPage::showStep(const StudyRow* row)
{
    const auto step = [this](const QString& advice, const QString& button, std::function<void()> action) {
        m_advice->setText(advice);
        m_step->setText(button);
        m_stepAction = std::move(action);
    };
    if (row->study.state == StudyState::Draft)
        step(tr("Freezing draws dialogues and letters and seals the margin. Nothing of it can be changed "
                "afterwards."),
             tr("Freeze study"), [this] { Q_EMIT freezeRequested(); });
    else if (row->packets.isEmpty())
        step(tr("Each rater gets one file. It holds no trace of where a dialogue comes from; that is checked "
                "before it is "
                "written."),
             tr("Make packets…"), [this] { Q_EMIT packetsRequested(); });
    else if (row->collected() < row->packets.size())
        step(tr("Send each rater their packet. It opens in a window of its own; the answers file lies beside "
                "it."),
             tr("Collect answers…"), [this] { Q_EMIT collectRequested(); });
    else
        step(tr("All packets are in."), tr("Show results"), [this] { Q_EMIT resultsRequested(); });
}

} // namespace antiphon
