#include "ui/coding/theorypage.h"

#include "ui/coding/axialpage.h"
#include "ui/coding/codingdesk.h"
#include "ui/coding/propositions/propositionpage.h"
#include "ui/coding/selectivepage.h"
#include "ui/coding/theorydesk.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/tabstrip.h"

#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

TheoryPage::TheoryPage(CodingDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(new TheoryDesk(desk, this)),
      m_tabs(new TabStrip(this)),
      m_stack(new QStackedWidget(this)),
      m_axial(new AxialPage(*m_desk, m_stack)),
      m_selective(new SelectivePage(*m_desk, m_stack)),
      m_propositions(new PropositionPage(desk, m_stack))
{
    m_tabs->addPage(tr("Axial"));
    m_tabs->addPage(tr("Selective"));
    m_tabs->addPage(tr("Propositions"));
    m_tabs->setAccessibleName(tr("Stage of coding"));
    m_stack->addWidget(m_axial);
    m_stack->addWidget(m_selective);
    m_stack->addWidget(m_propositions);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(metrics::padding - 4, metrics::gap, metrics::padding, 0);
    bar->addWidget(m_tabs);
    bar->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_axial);
    connect(m_tabs, &QTabBar::currentChanged, this, &TheoryPage::showTab);
    connect(m_selective, &SelectivePage::codeRequested, this, &TheoryPage::showCode);
    connect(&desk, &CodingDesk::codersChanged, this, &TheoryPage::refresh);
    connect(&desk.context().session, &ProjectSession::changed, this, &TheoryPage::refresh);
}

// Letters, marks and Delete mean something else here than beside the dialogue.
bool TheoryPage::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const auto modifiers = key->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
        const bool arrow = key->key() >= Qt::Key_Left && key->key() <= Qt::Key_Down;
        const bool plain =
            modifiers == Qt::NoModifier &&
            (key->key() == Qt::Key_Delete || (!key->text().isEmpty() && key->text().front().isPrint()));
        if (plain || (modifiers == Qt::ControlModifier && (arrow || key->key() == Qt::Key_F))) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void TheoryPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void TheoryPage::refresh()
{
    if (!isVisible())
        return;
    m_desk->refresh();
    m_propositions->refresh();
}

void TheoryPage::showTab()
{
    m_stack->setCurrentIndex(m_tabs->currentIndex());
    setFocusProxy(m_stack->currentWidget());
    if (!m_tabs->hasFocus())
        m_stack->currentWidget()->setFocus();
}

void TheoryPage::showCode(CodeId code)
{
    m_tabs->setCurrentIndex(0);
    m_axial->showCode(code);
}

void TheoryPage::navigate(const QString& target)
{
    if (target == QLatin1String("propositions") || target == QLatin1String("negatives")) {
        m_tabs->setCurrentIndex(2);
        if (target == QLatin1String("negatives"))
            m_propositions->showCases();
        return;
    }
    const auto code = CodeId::fromText(target.section(u'/', 1));
    if (!code) {
        m_tabs->setCurrentIndex(target == QLatin1String("selective") ? 1 : 0);
        return;
    }
    m_tabs->setCurrentIndex(0);
    if (target.startsWith(QLatin1String("property/")))
        m_axial->writeProperty(*code);
    else
        m_axial->showCode(*code);
}

} // namespace antiphon
