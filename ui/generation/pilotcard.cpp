#include "ui/generation/pilotcard.h"

#include "ui/generation/runtexts.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace antiphon {

PilotCard::PilotCard(QWidget* parent) : Card(parent)
{
    m_title = new SectionHeader({}, {}, this);
    m_text = new TextLabel({}, TextSize::Body, Tone::Normal, this);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setToolTip(tr("The mean of the pilot with the 95 % interval of Student's t; look at its samples "
                          "before the rest is written."));
    m_goOn = new QPushButton(tr("Write the rest"), this);
    makePrimary(m_goOn);
    auto* later = new QPushButton(tr("Leave it"), this);
    later->setToolTip(tr("The run stays stopped and can be resumed at any time."));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(m_goOn);
    buttons->addWidget(later);
    buttons->addStretch(1);
    column()->setSpacing(metrics::gap);
    column()->addWidget(m_title);
    column()->addWidget(m_text);
    column()->addLayout(buttons);
    setFocusProxy(m_goOn);
    setAccessibleName(tr("Pilot"));
    QWidget::hide();
    connect(later, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_goOn, &QPushButton::clicked, this, [this] {
        QWidget::hide();
        Q_EMIT goOnRequested(m_run);
    });
}

void PilotCard::show(const QString& run, const RunEstimate& estimate, qint64 planned)
{
    m_run = run;
    m_title->setTitle(tr("The pilot of %1 is written").arg(run));
    m_text->setText(estimateText(estimate, planned));
    QWidget::show();
}

} // namespace antiphon
