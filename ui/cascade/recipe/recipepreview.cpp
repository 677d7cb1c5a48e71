#include "ui/cascade/recipe/recipepreview.h"

#include "core/cascade/planner.h"
#include "ui/cascade/plandocument.h"
#include "ui/cascade/recipe/coderread.h"
#include "ui/cascade/recipe/lengthbars.h"
#include "ui/cascade/recipe/recipedesk.h"
#include "ui/cascade/recipe/sharemodel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QComboBox>
#include <QHeaderView>
#include <QPainter>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int drawAfterMs = 250;
constexpr int figureWidth = 52;

// A bar for what was drawn, a line for what is aimed at.
class ShareDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const QVariant drawn = index.data(ShareModel::drawnRole);
        if (!drawn.isValid())
            return;
        const Tokens& t = tokensOf(option.palette);
        const QRectF track(option.rect.left() + 4.0, option.rect.center().y() - 2.0,
                           option.rect.width() - 8.0, 6.0);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.state & QStyle::State_Selected ? t.panel : t.fill);
        painter->drawRoundedRect(track, 3, 3);
        painter->setBrush(t.accent);
        painter->drawRoundedRect(QRectF(track.left(), track.top(),
                                        track.width() * std::clamp(drawn.toDouble() / 100, 0.0, 1.0), 6),
                                 3, 3);
        if (const QVariant aimed = index.data(ShareModel::aimedRole); aimed.isValid()) {
            const double x = track.left() + track.width() * std::clamp(aimed.toDouble() / 100, 0.0, 1.0);
            painter->setPen(QPen(t.text, 2));
            painter->drawLine(QPointF(x, track.top() - 3), QPointF(x, track.bottom() + 3));
        }
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(t.hairline);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        painter->restore();
    }
};

// How evenly the recipe's draw spreads plans: what to watch while choosing it.
QString balanceText(const PlanBalance& balance)
{
    const auto part = [](const Balance& of) {
        const QLocale locale;
        return RecipePreview::tr("%1 % come, Gini %2")
            .arg(locale.toString(100 * of.coverage(), 'f', 1),
                 of.gini ? locale.toString(*of.gini, 'f', 2) : QStringLiteral("–"));
    };
    return RecipePreview::tr("Tracks: %1. Values: %2.").arg(part(balance.tracks), part(balance.values));
}

} // namespace

RecipePreview::RecipePreview(RecipeDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk)
{
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeFigures());
    splitter->addWidget(makeDialogue());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(splitter);
    m_timer.setSingleShot(true);
    m_timer.setInterval(drawAfterMs);
    connect(&m_timer, &QTimer::timeout, this, &RecipePreview::drawNow);
    connect(&desk, &RecipeDesk::edited, this, &RecipePreview::drawSoon);
    connect(&desk, &RecipeDesk::opened, this, &RecipePreview::drawSoon);
    connect(&desk.loader(), &CatalogueLoader::indexChanged, this, &RecipePreview::drawSoon);
    connect(m_coder, &QComboBox::activated, this, &RecipePreview::readCoder);
}

RecipePreview::~RecipePreview()
{
    if (m_late)
        m_late->store(true);
}

QWidget* RecipePreview::makeFigures()
{
    auto* figures = new QWidget(this);
    m_header = new SectionHeader(tr("Preview"), {}, figures);
    m_busy = new BusyBar(figures);
    m_summary = new TextLabel({}, TextSize::Caption, Tone::Muted, figures);
    m_summary->setWordWrap(true);
    m_lengths = new LengthBars(figures);
    m_lengths->setReadOnly(true);
    m_lengths->setFixedHeight(84);
    m_lengths->setAccessibleName(tr("Lengths: bars as the recipe weighs them, lines as they were drawn"));
    m_coder = new QComboBox(figures);
    m_coder->setAccessibleName(tr("Shares of a coder beside the drawn ones"));
    m_coder->setToolTip(tr("Shows the shares of a coder beside the drawn ones"));
    m_shares = new ShareModel(this);
    m_table = new CalmTable(figures);
    m_table->setFramed(true);
    m_table->setModel(m_shares);
    m_table->setSortingEnabled(false);
    m_table->setAccessibleName(tr("Shares of 2,000 plans in percent"));
    m_table->setItemDelegateForColumn(ShareModel::BarColumn, new ShareDelegate(m_table));
    QHeaderView* header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(ShareModel::LabelColumn, QHeaderView::Stretch);
    header->resizeSection(ShareModel::BarColumn, 48);
    for (const int column : {ShareModel::DrawnColumn, ShareModel::AimedColumn, ShareModel::CodedColumn})
        header->resizeSection(column, figureWidth);
    m_table->setColumnHidden(ShareModel::CodedColumn, true);
    connect(m_shares, &QAbstractItemModel::modelReset, m_table, [this] {
        m_table->clearSpans();
        for (int row = 0; row < m_shares->rowCount(); ++row)
            if (m_shares->isHeading(row))
                m_table->setSpan(row, 0, 1, ShareModel::ColumnCount);
    });
    auto* column = new QVBoxLayout(figures);
    column->setContentsMargins(metrics::padding, 12, metrics::padding, 12);
    column->setSpacing(metrics::gap);
    column->addWidget(m_header);
    column->addWidget(m_busy);
    column->addWidget(m_summary);
    column->addWidget(m_lengths);
    column->addWidget(m_coder);
    column->addWidget(m_table, 1);
    return figures;
}

QWidget* RecipePreview::makeDialogue()
{
    auto* lower = new QWidget(this);
    m_planHeader = new SectionHeader(tr("One of them"), tr("next N"), lower);
    m_dialogue = new DialogueView(lower);
    m_dialogue->setAccessibleName(tr("One of the plans, turn by turn"));
    m_dialogue->setMinimapShown(false);
    m_dialogue->setCurrentTurnShown(false);
    auto* column = new QVBoxLayout(lower);
    column->setContentsMargins(metrics::padding, 12, metrics::padding, 12);
    column->setSpacing(metrics::gap);
    column->addWidget(m_planHeader);
    column->addWidget(m_dialogue, 1);
    return lower;
}

void RecipePreview::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    listCoders();
    if (m_isStale)
        drawNow();
}

void RecipePreview::setSeed(quint64 seed)
{
    m_seed = seed;
    drawSoon();
}

void RecipePreview::drawSoon()
{
    m_isStale = true;
    m_lengths->setWeights(m_desk.recipe().lengths);
    if (m_late)
        m_late->store(true);
    m_timer.start();
}

Result<RecipePreview::Drawn> RecipePreview::draw(const std::shared_ptr<const CatalogueIndex>& index,
                                                 const Recipe& recipe, quint64 seed, qint64 ordinal,
                                                 const std::atomic<bool>& isLate)
{
    ANTIPHON_TRY_ASSIGN(const Planner planner, Planner::create(index, recipe, seed));
    Drawn drawn;
    drawn.index = index;
    drawn.smallestPool = index->trackCount();
    BalanceCounts balance(*index);
    for (qint64 i = 0; i < plansDrawn; ++i) {
        if (isLate.load())
            return fail(ErrorCode::Cancelled, QStringLiteral("the preview"));
        Plan plan = planner.draw(i);
        drawn.counts.add(plan);
        balance.add(*index, plan);
        for (const PlanTurn& turn : std::as_const(plan.turns))
            drawn.smallestPool = std::min(drawn.smallestPool, turn.pool);
        if (i == ordinal)
            drawn.plan = std::move(plan);
    }
    drawn.diagnostics = diagnose(drawn.counts, recipe);
    drawn.balance = balanceOf(*index, balance);
    return drawn;
}

void RecipePreview::drawNow()
{
    m_timer.stop();
    if (!isVisible())
        return;
    m_isStale = false;
    m_lengths->setWeights(m_desk.recipe().lengths);
    const auto index = m_desk.loader().index();
    if (!index)
        return presentNone(tr("Import a catalogue to see what is drawn."));
    if (!m_desk.inHand().fault().isEmpty())
        return presentNone(tr("Nothing is drawn while the recipe has a fault."));
    if (m_late)
        m_late->store(true);
    m_late = std::make_shared<std::atomic<bool>>(false);
    m_busy->begin();
    m_desk.context().session.readAside<Drawn>(
        this,
        [index, recipe = m_desk.recipe(), seed = m_seed, ordinal = m_ordinal,
         late = m_late](const Connection&) { return draw(index, recipe, seed, ordinal, *late); },
        [this, late = m_late](const Result<Drawn>& drawn) {
            m_busy->end();
            if (late->load())
                return;
            if (drawn)
                present(*drawn);
            else
                presentNone(errorSentence(drawn.error()));
        });
}

void RecipePreview::present(const Drawn& drawn)
{
    m_diagnostics = drawn.diagnostics;
    m_header->setRemark(tr("%1 plans · seed %2").arg(countText(plansDrawn), QString::number(m_seed)));
    const auto turns = [](const std::optional<double>& mean) {
        return mean ? QLocale().toString(*mean, 'f', 1) : QStringLiteral("–");
    };
    m_summary->setText(tr("%1 turns a dialogue, aimed at %2. The smallest pool has %3.")
                           .arg(turns(m_diagnostics.meanTurns), turns(m_diagnostics.expectedMeanTurns),
                                countedText(drawn.smallestPool, tr("track"), tr("tracks"))) +
                       QLatin1Char('\n') + balanceText(drawn.balance));
    m_lengths->setDrawn(drawn.counts.lengths);
    m_shares->setShares(m_diagnostics, m_coded, m_coder->currentData().toString());
    presentPlan(drawn);
    Q_EMIT this->drawn();
}

void RecipePreview::presentPlan(const Drawn& drawn)
{
    m_planHeader->setRemark(
        tr("plan %1, %2 turns · next N").arg(countText(m_ordinal + 1)).arg(drawn.plan.turns.size()));
    m_dialogue->setDocument(planDocument(*drawn.index, drawn.plan, PlanDetail::Turns));
}

void RecipePreview::presentNone(const QString& reason)
{
    m_diagnostics = {};
    m_header->setRemark({});
    m_summary->setText(reason);
    m_lengths->setDrawn({});
    m_shares->setShares({}, {}, {});
    m_planHeader->setRemark({});
    m_dialogue->setDocument({});
}

void RecipePreview::showPlan(qint64 ordinal)
{
    m_ordinal = std::clamp<qint64>(ordinal, 0, plansDrawn - 1);
    const auto index = m_desk.loader().index();
    if (!index || !m_desk.inHand().fault().isEmpty())
        return;
    m_desk.context().session.read<Drawn>(
        this,
        [index, recipe = m_desk.recipe(), seed = m_seed,
         ordinal = m_ordinal](const Connection&) -> Result<Drawn> {
            ANTIPHON_TRY_ASSIGN(const Planner planner, Planner::create(index, recipe, seed));
            Drawn drawn;
            drawn.index = index;
            drawn.plan = planner.draw(ordinal);
            return drawn;
        },
        [this](const Result<Drawn>& drawn) {
            if (drawn)
                presentPlan(*drawn);
        },
        QStringLiteral("cascade.recipe.plan"));
}

void RecipePreview::listCoders()
{
    m_desk.context().session.readAside<QStringList>(
        this, [](const Connection& connection) { return coderNames(connection); },
        [this](const Result<QStringList>& names) {
            if (!names)
                return;
            const QString chosen = m_coder->currentData().toString();
            m_coder->clear();
            m_coder->addItem(tr("Beside no coder"), QString());
            for (const QString& name : *names)
                m_coder->addItem(tr("Beside %1").arg(name), name);
            m_coder->setCurrentIndex(std::max(0, m_coder->findData(chosen)));
            m_coder->setVisible(!names->isEmpty());
        },
        QStringLiteral("cascade.recipe.coders"));
}

void RecipePreview::readCoder()
{
    const QString coder = m_coder->currentData().toString();
    m_coded.reset();
    m_table->setColumnHidden(ShareModel::CodedColumn, coder.isEmpty());
    m_shares->setShares(m_diagnostics, m_coded, coder);
    if (coder.isEmpty())
        return;
    m_desk.context().session.readAside<RecipeEstimate>(
        this, [coder](const Connection& connection) { return estimateOf(connection, coder, coder, 1); },
        [this, coder](const Result<RecipeEstimate>& found) {
            if (coder != m_coder->currentData().toString())
                return;
            if (!found)
                return m_desk.context().notify(noticeOf(found.error()));
            m_coded = found->recipe;
            m_shares->setShares(m_diagnostics, m_coded, coder);
        },
        QStringLiteral("cascade.recipe.coder"));
}

} // namespace antiphon
