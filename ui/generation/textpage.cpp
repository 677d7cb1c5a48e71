#include "ui/generation/textpage.h"

#include "ui/generation/phrasetrial.h"
#include "ui/generation/prompttrial.h"
#include "ui/generation/textchanges.h"
#include "ui/generation/texteditor.h"
#include "ui/generation/textlist.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/tabstrip.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum Side { TrialSide, ChangesSide };

TextTrial* makeTrial(TextDesk& desk, QWidget* parent)
{
    if (desk.kind() == TextKind::Prompt)
        return new PromptTrial(desk, parent);
    return new PhraseTrial(desk, parent);
}

} // namespace

WritingPage::WritingPage(const WorkspaceContext& context, TextKind kind, QWidget* parent)
    : QWidget(parent), m_desk(new TextDesk(context, kind, this))
{
    auto* list = new TextList(*m_desk, this);
    m_editor = new TextEditor(*m_desk, this);
    auto* side = new QWidget(this);
    m_tabs = new TabStrip(side);
    m_tabs->setAccessibleName(tr("Beside the text"));
    m_tabs->addPage(tr("Preview"));
    m_tabs->addPage(tr("Changes"));
    m_trial = makeTrial(*m_desk, side);
    auto* stack = new QStackedWidget(side);
    stack->addWidget(m_trial);
    stack->addWidget(new TextChanges(*m_desk, side));
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(metrics::padding, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addWidget(m_tabs, 0, Qt::AlignLeft);
    column->addWidget(stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, stack, &QStackedWidget::setCurrentIndex);

    m_split = new QSplitter(Qt::Horizontal, this);
    m_split->setHandleWidth(1);
    m_split->setChildrenCollapsible(false);
    for (QWidget* part : {static_cast<QWidget*>(list), static_cast<QWidget*>(m_editor), side})
        m_split->addWidget(part);
    m_split->setStretchFactor(1, 1);
    m_split->setStretchFactor(2, 1);
    m_split->setSizes({240, 500, 440});
    auto* row = new QVBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_split);
    setFocusProxy(list);
}

void WritingPage::saveVersion()
{
    m_editor->save();
}

void WritingPage::another()
{
    m_tabs->setCurrentIndex(TrialSide);
    m_trial->another();
}

void WritingPage::showChanges()
{
    m_tabs->setCurrentIndex(m_tabs->currentIndex() == ChangesSide ? TrialSide : ChangesSide);
}

QJsonObject WritingPage::save() const
{
    return {{QStringLiteral("text"), m_desk->inHand().label()},
            {QStringLiteral("split"), QString::fromLatin1(m_split->saveState().toBase64())}};
}

void WritingPage::restore(const QJsonObject& state)
{
    if (const QString label = state.value(QStringLiteral("text")).toString(); !label.isEmpty())
        m_desk->open(label);
    const QString split = state.value(QStringLiteral("split")).toString();
    if (!split.isEmpty())
        m_split->restoreState(QByteArray::fromBase64(split.toLatin1()));
}

} // namespace antiphon
