// What a person does to the cascade in hand: its steps, forks, names and copies.
#include "core/cascade/recipestarts.h"
#include "ui/cascade/cascadecompare.h"
#include "ui/cascade/cascadeshelf.h"
#include "ui/cascade/cascadesteps.h"
#include "ui/cascade/contactsheetview.h"
#include "ui/cascade/explorepage.h"
#include "ui/cascade/filterpopup.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tabstrip.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace antiphon {

QWidget* ExplorePage::makeTop()
{
    m_more = new QPushButton(tr("Cascade"), this);
    m_more->setToolTip(tr("Named cascades, forks and copies"));
    m_more->setMenu(makeMenu());
    auto* top = new QWidget(this);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(metrics::padding, 12, metrics::padding, 12);
    row->setSpacing(10);
    row->addWidget(m_bar, 1);
    row->addWidget(m_more, 0, Qt::AlignTop);
    return top;
}

QMenu* ExplorePage::makeMenu()
{
    auto* menu = new QMenu(m_more);
    const auto add = [&](const QString& title, const QString& key, void (ExplorePage::*act)()) {
        menu->addAction(title + QLatin1Char('\t') + key, this, act);
    };
    add(tr("Save or open a named cascade…"), QStringLiteral("L"), &ExplorePage::openShelf);
    menu->addAction(tr("Copy as recipe step") + QStringLiteral("\tShift+C"), this,
                    [this] { copyAsRecipeStep(); });
    menu->addAction(tr("Begin a recipe's plans with it"), this, &ExplorePage::useInRecipe);
    menu->addSeparator();
    add(tr("Fork and compare"), QStringLiteral("K"), &ExplorePage::fork);
    add(tr("Exchange the two"), QStringLiteral("Shift+K"), &ExplorePage::exchangeFork);
    menu->addSeparator();
    add(tr("More of the same"), QStringLiteral("M"), &ExplorePage::continueSample);
    add(tr("Refuse the sample"), QStringLiteral("R"), &ExplorePage::refuseSample);
    return menu;
}

void ExplorePage::connectShelf()
{
    connect(m_shelf, &CascadeShelf::saveRequested, this, &ExplorePage::saveCascadeAs);
    connect(m_shelf, &CascadeShelf::opened, this, &ExplorePage::openCascade);
    connect(m_shelf, &CascadeShelf::compareRequested, this, [this](const Cascade& cascade) {
        m_kept = cascade.state;
        m_keptName = cascade.name;
        showMiddle(Compare);
        showMiddlePage();
    });
    connect(m_shelf, &CascadeShelf::renameRequested, this, [this](CascadeId cascade, const QString& name) {
        m_context.session.edit(tr("Rename cascade to %1").arg(name), [cascade, name](const Connection& c) {
            return renameCascade(c, cascade, name);
        });
    });
    connect(m_shelf, &CascadeShelf::removeRequested, this, [this](const Cascade& cascade) {
        m_context.session.edit(tr("Remove cascade %1").arg(cascade.name),
                               [id = cascade.id](const Connection& c) { return removeCascade(c, id); });
    });
    connect(&m_context.session, &ProjectSession::changed, this, &ExplorePage::readCascades);
    connect(&m_context.session, &ProjectSession::editFailed, this, &ExplorePage::readCascades);
    readCascades();
}

void ExplorePage::readCascades()
{
    m_context.session.read<QList<Cascade>>(
        this, [](const Connection& connection) { return listCascades(connection); },
        [this](Result<QList<Cascade>> cascades) {
            if (cascades)
                m_shelf->setCascades(*cascades);
            else
                m_context.notify(noticeOf(cascades.error()));
        },
        QStringLiteral("cascade.named"));
}

void ExplorePage::openShelf()
{
    m_shelf->open(wholeStateSentence(state()),
                  m_more->mapToGlobal(QPoint(m_more->width() - m_shelf->width(), m_more->height() + 4)));
}

void ExplorePage::saveCascadeAs(const QString& name)
{
    if (!m_loader.index())
        return;
    m_context.session.edit(
        tr("Save cascade %1").arg(name),
        [name, catalogue = m_loader.index()->catalogue(),
         saved = state()](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY(saveCascade(connection, name, catalogue, saved));
            return {};
        },
        this,
        [this, name](const Result<void>& saved) {
            if (saved)
                m_context.notify({NoticeKind::Done, tr("Saved the cascade %1.").arg(name)});
        });
}

void ExplorePage::openCascade(const Cascade& cascade)
{
    if (!m_loader.current() || m_loader.current()->id != cascade.catalogue)
        m_loader.choose(cascade.catalogue);
    setState(cascade.state);
}

void ExplorePage::setState(const FilterState& next)
{
    if (next == state())
        return;
    m_steps.resize(m_place + 1);
    m_steps << next;
    ++m_place;
    ask();
}

void ExplorePage::apply(const Filter& filter)
{
    setState(withFilter(state(), filter));
}

void ExplorePage::removeFilter(int filter)
{
    if (filter >= 0 && filter < state().filters.size())
        setState(withoutFilter(state(), state().filters[filter]));
}

void ExplorePage::turnFilter(int filter)
{
    if (filter < 0 || filter >= state().filters.size())
        return;
    FilterState next = state();
    Sense& sense = next.filters[filter].sense;
    sense = sense == Sense::Include ? Sense::Exclude : Sense::Include;
    setState(next);
}

void ExplorePage::goBack()
{
    if (canGoBack()) {
        --m_place;
        ask();
    }
}

void ExplorePage::goForward()
{
    if (canGoForward()) {
        ++m_place;
        ask();
    }
}

void ExplorePage::drawNextSeed()
{
    setSeed(m_seed + 1);
}

void ExplorePage::setSeed(quint64 seed)
{
    if (seed == m_seed)
        return;
    m_seed = seed;
    ask();
}

void ExplorePage::moveFilter(int from, int to)
{
    setState(movingFilter(state(), from, to));
}

void ExplorePage::refuseSample()
{
    setState(rejecting(state(), m_answer.sample));
}

void ExplorePage::continueSample()
{
    setState(continuing(state(), m_answer.sample));
}

// While a chip is dragged: the sets are known, so the pools can be told at once.
void ExplorePage::tryOrder(const QList<Filter>& order)
{
    if (m_answered != m_loader.index() || m_answer.state != state())
        return;
    std::vector<quint64> pools = poolSizes(m_answer.sets, order);
    pools.front() = m_answer.pools.front();
    m_bar->setPools(pools);
}

ExplorePage::Middle ExplorePage::middle() const
{
    return static_cast<Middle>(m_tabs->currentIndex());
}

void ExplorePage::showMiddle(Middle middle)
{
    m_tabs->setCurrentIndex(middle);
    if (middle == Sheet)
        m_sheet->setFocus();
}

void ExplorePage::fork()
{
    m_kept = state();
    m_keptName.clear();
    showMiddle(Compare);
    showMiddlePage();
}

void ExplorePage::exchangeFork()
{
    if (!m_kept)
        return;
    const FilterState next = *m_kept;
    m_kept = state();
    m_keptName.clear();
    setState(next);
}

void ExplorePage::closeFork()
{
    m_kept.reset();
    showMiddlePage();
}

void ExplorePage::useInRecipe()
{
    m_context.navigate(QStringLiteral("cascade"),
                       QStringLiteral("recipe/start/") + startText(state().filters));
}

void ExplorePage::copyAsRecipeStep() const
{
    const QJsonObject step = recipeStepJson(state());
    QGuiApplication::clipboard()->setText(QString::fromUtf8(QJsonDocument(step).toJson()));
    m_context.notify({NoticeKind::Done, tr("Copied as a recipe step: %1.").arg(stateSentence(state()))});
}

void ExplorePage::openFilterPopup()
{
    if (m_loader.index())
        m_popup->open(m_loader.index(),
                      m_bar->addButton()->mapToGlobal(QPoint(m_bar->addButton()->width() - m_popup->width(),
                                                             m_bar->addButton()->height() + 4)));
}

void ExplorePage::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

} // namespace antiphon
