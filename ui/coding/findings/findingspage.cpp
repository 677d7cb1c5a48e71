#include "ui/coding/findings/findingspage.h"

#include "ui/coding/codingdesk.h"
#include "ui/coding/findings/agreementpage.h"
#include "ui/coding/findings/frequencypage.h"
#include "ui/coding/findings/saturationpage.h"
#include "ui/coding/findings/togetherpage.h"
#include "ui/coding/findings/transitionpage.h"
#include "ui/coding/findings/variablepage.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/tabstrip.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

QString agreementTarget()
{
    return QStringLiteral("agreement");
}

} // namespace

FindingsPage::FindingsPage(CodingDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_tabs(new TabStrip(this)), m_stack(new QStackedWidget(this))
{
    m_tabs->setAccessibleName(tr("What the codes say"));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(metrics::padding - 4, metrics::gap, metrics::padding, 0);
    bar->addWidget(m_tabs);
    bar->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_stack, 1);
    addPage(QStringLiteral("frequencies"), tr("Frequencies"), new FrequencyPage(desk.context(), m_stack));
    addPage(QStringLiteral("together"), tr("Together"), new TogetherPage(desk.context(), m_stack));
    addPage(QStringLiteral("transitions"), tr("Transitions"), new TransitionPage(desk.context(), m_stack));
    addPage(QStringLiteral("by-variable"), tr("By variable"), new VariablePage(desk.context(), m_stack));
    addPage(QStringLiteral("saturation"), tr("Saturation"), new SaturationPage(desk.context(), m_stack));
    m_agreement = new AgreementPage(desk.context(), m_stack);
    addPage(agreementTarget(), tr("Agreement"), m_agreement);
    setFocusProxy(m_tabs);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int page) {
        m_stack->setCurrentIndex(page);
        refresh();
    });
    connect(&desk, &CodingDesk::codersChanged, this, &FindingsPage::refresh);
    connect(&desk, &CodingDesk::sourcesChanged, this, &FindingsPage::refresh);
    connect(&desk.context().session, &ProjectSession::changed, this, &FindingsPage::refresh);
}

void FindingsPage::addPage(const QString& id, const QString& title, Finding* page)
{
    m_ids << id;
    m_stack->addWidget(page);
    m_tabs->addPage(title);
}

Finding* FindingsPage::current() const
{
    return static_cast<Finding*>(m_stack->currentWidget());
}

void FindingsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void FindingsPage::refresh()
{
    if (isVisible())
        current()->ask(m_desk.coderId(), m_desk.source());
}

void FindingsPage::navigate(const QString& target)
{
    const QString id = target.section(QLatin1Char('/'), 0, 0);
    if (const auto page = m_ids.indexOf(id); page >= 0)
        m_tabs->setCurrentIndex(static_cast<int>(page));
    if (const QString round = target.section(QLatin1Char('/'), 1);
        id == agreementTarget() && !round.isEmpty())
        m_agreement->showRound(round);
}

} // namespace antiphon
