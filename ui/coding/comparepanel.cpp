#include "ui/coding/comparepanel.h"

#include "ui/coding/incidentcard.h"
#include "ui/theme/metrics.h"

#include <QVBoxLayout>

namespace antiphon {

namespace {
constexpr int shownIncidents = 6;
}

ComparePanel::ComparePanel(QWidget* parent)
    : QWidget(parent),
      m_title(new SectionHeader({}, {}, this)),
      m_none(new TextLabel(tr("No turn has this code yet."), TextSize::Body, Tone::Muted, this)),
      m_cards(new QVBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    m_cards->setSpacing(metrics::gap);
    column->addWidget(m_title);
    column->addWidget(m_none);
    column->addLayout(m_cards);
    hide();
}

void ComparePanel::showCode(const std::optional<Code>& code)
{
    const CodeId id = code ? code->id : CodeId();
    if (id != m_code)
        showIncidents({});
    m_code = id;
    m_title->setTitle(code ? tr("Compare: %1").arg(code->name) : QString());
    setVisible(code.has_value());
}

void ComparePanel::showIncidents(const QList<CodedTurn>& incidents)
{
    while (QLayoutItem* item = m_cards->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const CodedTurn& incident : incidents.mid(0, shownIncidents)) {
        auto* card = new IncidentCard(incident, this);
        // Queued: going there may replace the cards.
        connect(
            card, &QAbstractButton::clicked, this, [this, place = incident.place] { Q_EMIT goTo(place); },
            Qt::QueuedConnection);
        m_cards->addWidget(card);
    }
    m_title->setRemark(incidents.isEmpty() ? QString() : tr("newest first"));
    m_none->setVisible(incidents.isEmpty());
}

} // namespace antiphon
