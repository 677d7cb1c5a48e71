#include "ui/cascade/planspage.h"

#include "core/cascade/drawplans.h"
#include "core/storage/project.h"
#include "ui/cascade/plandocument.h"
#include "ui/cascade/plansetmodel.h"
#include "ui/cascade/recipe/recipechoice.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QShortcut>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr QMargins columnMargins{metrics::padding, 12, metrics::padding, 12};

// Draws with a connection and an index of its own thread.
Result<DrawnPlans> drawInBackground(const QString& path, const Actor& actor, CatalogueId catalogue,
                                    const DrawRequest& request, const JobContext& job)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
    ANTIPHON_TRY_ASSIGN(const auto index, CatalogueIndex::load(connection, catalogue));
    return drawPlans(connection, actor, index, request, job.cancel, job.progress);
}

struct ShownPlan
{
    Plan plan;
    std::shared_ptr<const CatalogueIndex> index;
};

QSpinBox* numberField(QWidget* parent, int minimum, int maximum, int value, const QString& name)
{
    auto* field = new QSpinBox(parent);
    field->setRange(minimum, maximum);
    field->setValue(value);
    field->setGroupSeparatorShown(true);
    field->setAccessibleName(name);
    return field;
}

} // namespace

PlansPage::PlansPage(const WorkspaceContext& context, CatalogueLoader& loader, QWidget* parent)
    : QWidget(parent), m_context(context), m_loader(loader)
{
    auto* left = new QWidget(this);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(columnMargins);
    column->setSpacing(metrics::gap);
    column->addWidget(makeForm());
    column->addSpacing(metrics::gap);
    column->addWidget(makeSets(), 1);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(left);
    splitter->addWidget(makeViewer());
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({380, 800});
    auto* row = new QVBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(splitter);
    connect(&context.session, &ProjectSession::changed, this, &PlansPage::refresh);
    connect(&loader, &CatalogueLoader::indexChanged, this,
            [this] { m_draw->setEnabled(m_loader.current() != nullptr); });
    m_draw->setEnabled(loader.current() != nullptr);
    setFocusProxy(m_table);
    refresh();
}

QWidget* PlansPage::makeForm()
{
    auto* form = new Card(this);
    m_name = new QLineEdit(tr("plans"), form);
    m_name->setAccessibleName(tr("Name of the new plans"));
    m_recipe = new RecipeChoice(m_context, form);
    m_count = numberField(form, 1, 100'000'000, 1000, tr("How many plans"));
    m_seed = numberField(form, 0, INT_MAX, 1, tr("Seed"));
    m_draw = new QPushButton(tr("Draw plans"), form);
    m_draw->setToolTip(tr("The same catalogue, recipe and seed give the same plans"));
    makePrimary(m_draw);
    form->column()->addWidget(new SectionHeader(tr("New plans"), {}, form));
    auto* fields = new QFormLayout;
    fields->setSpacing(metrics::gap);
    fields->addRow(tr("Name"), m_name);
    fields->addRow(tr("Recipe"), m_recipe);
    fields->addRow(tr("Plans"), m_count);
    fields->addRow(tr("Seed"), m_seed);
    form->column()->addLayout(fields);
    form->column()->addWidget(m_draw, 0, Qt::AlignRight);
    connect(m_draw, &QPushButton::clicked, this, &PlansPage::drawPlans);
    connect(m_name, &QLineEdit::returnPressed, this, &PlansPage::drawPlans);
    return form;
}

QWidget* PlansPage::makeSets()
{
    m_sets = new PlanSetModel(this);
    m_table = new CalmTable(this);
    m_table->setFramed(true);
    m_table->setModel(m_sets);
    m_table->setSortingEnabled(false);
    m_table->setAccessibleName(tr("Plan sets"));
    m_table->setEmptyText(tr("No plans yet. Draw some above."));
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int i = 1; i < PlanSetModel::ColumnCount; ++i)
        m_table->setColumnWidth(i, 72);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (!current.isValid() || m_sets->sets()[current.row()].id == m_chosen)
                    return;
                m_chosen = m_sets->sets()[current.row()].id;
                showPlan(0);
            });
    return m_table;
}

QWidget* PlansPage::makeViewer()
{
    auto* viewer = new QWidget(this);
    m_header = new SectionHeader(tr("Plan"), {}, viewer);
    m_former = new QPushButton(tr("Former"), viewer);
    m_next = new QPushButton(tr("Next"), viewer);
    m_former->setToolTip(tr("The plan before this one (P)"));
    m_next->setToolTip(tr("The next plan (N)"));
    connect(m_former, &QPushButton::clicked, this, [this] { showPlan(m_ordinal - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { showPlan(m_ordinal + 1); });
    m_view = new DialogueView(viewer);
    m_view->setAccessibleName(tr("Plan, turn by turn"));
    auto* top = new QHBoxLayout;
    top->addWidget(m_header, 1);
    top->addWidget(m_former);
    top->addWidget(m_next);
    auto* column = new QVBoxLayout(viewer);
    column->setContentsMargins(columnMargins);
    column->setSpacing(metrics::gap);
    column->addLayout(top);
    column->addWidget(m_view, 1);
    return viewer;
}

const PlanSet* PlansPage::currentSet() const
{
    const int row = m_sets->rowOf(m_chosen);
    return row < 0 ? nullptr : &m_sets->sets()[row];
}

void PlansPage::drawPlans()
{
    const Catalogue* catalogue = m_loader.current();
    if (!catalogue)
        return;
    DrawRequest request;
    request.name = m_name->text().trimmed();
    request.count = m_count->value();
    request.seed = static_cast<quint64>(m_seed->value());
    request.threads = std::clamp(QThread::idealThreadCount(), 1, 8);
    request.recipe = m_recipe->version().recipe;
    request.recipeVersion = m_recipe->version().id;
    m_draw->setEnabled(false);
    m_context.jobs.start<DrawnPlans>(
        tr("Drawing %1").arg(request.name), this,
        [path = m_context.session.path(), actor = m_context.session.actor(), id = catalogue->id,
         request](const JobContext& job) { return drawInBackground(path, actor, id, request, job); },
        [this](Result<DrawnPlans> drawn) {
            m_draw->setEnabled(m_loader.current() != nullptr);
            if (!drawn)
                return m_context.notify(noticeOf(drawn.error()));
            m_chosen = drawn->set.id;
            m_ordinal = 0;
            m_context.session.noteChange();
        },
        [](const DrawnPlans& drawn) {
            return tr("%1 plans in %2 s").arg(countText(drawn.set.plans)).arg(drawn.seconds, 0, 'f', 1);
        });
}

void PlansPage::removeSet()
{
    const PlanSet* set = currentSet();
    if (!set)
        return;
    m_context.session.edit(tr("Remove plans %1").arg(set->name),
                           [id = set->id](const Connection& connection) {
                               return setPlanSetState(connection, id, PlanSetState::Removed);
                           });
}

void PlansPage::useRecipe(RecipeId version)
{
    m_recipe->choose(version);
}

void PlansPage::refresh()
{
    m_context.session.read<QList<PlanSet>>(
        this, [](const Connection& connection) { return readyPlanSets(connection); },
        [this](Result<QList<PlanSet>> sets) {
            if (sets)
                adopt(*sets);
        },
        QStringLiteral("cascade.plansets"));
}

void PlansPage::adopt(const QList<PlanSet>& sets)
{
    QList<PlanSet> newestFirst = sets;
    std::reverse(newestFirst.begin(), newestFirst.end());
    m_sets->setSets(newestFirst);
    if (m_sets->rowOf(m_chosen) < 0)
        m_chosen = newestFirst.isEmpty() ? PlanSetId() : newestFirst.first().id;
    if (const int row = m_sets->rowOf(m_chosen); row >= 0)
        m_table->selectRow(row);
    showPlan(m_ordinal);
}

void PlansPage::showPlan(qint64 ordinal)
{
    const PlanSet* set = currentSet();
    m_former->setEnabled(set && ordinal > 0);
    m_next->setEnabled(set && ordinal + 1 < set->plans);
    if (!set) {
        m_header->setTitle(tr("Plan"));
        m_header->setRemark({});
        m_view->setDocument({});
        return;
    }
    m_ordinal = std::clamp<qint64>(ordinal, 0, std::max<qint64>(set->plans - 1, 0));
    const auto known = m_index && m_index->catalogue() == set->catalogue ? m_index : m_loader.index();
    m_context.session.read<ShownPlan>(
        this,
        [known, id = set->id, catalogue = set->catalogue,
         wanted = m_ordinal](const Connection& connection) -> Result<ShownPlan> {
            ShownPlan shown;
            ANTIPHON_TRY_ASSIGN(shown.plan, readPlan(connection, id, wanted));
            shown.index = known;
            if (!known || known->catalogue() != catalogue) {
                ANTIPHON_TRY_ASSIGN(shown.index, CatalogueIndex::load(connection, catalogue));
            }
            return shown;
        },
        [this](Result<ShownPlan> shown) {
            if (shown)
                present(shown->plan, shown->index);
            else
                m_context.notify(noticeOf(shown.error()));
        },
        QStringLiteral("cascade.plan"));
}

void PlansPage::present(const Plan& plan, const std::shared_ptr<const CatalogueIndex>& index)
{
    const PlanSet* set = currentSet();
    if (!set)
        return;
    m_index = index;
    m_header->setTitle(tr("Plan %1 of %2").arg(countText(plan.ordinal + 1), countText(set->plans)));
    m_header->setRemark(tr("%1 turns · by %2").arg(plan.turns.size()).arg(recipeTitle(*set)));
    m_view->setDocument(planDocument(*index, plan, PlanDetail::Whole));
    Q_EMIT planShown();
}

} // namespace antiphon
