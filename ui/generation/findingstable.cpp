#include "ui/generation/findingstable.h"

#include "core/generation/endpointtest.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/textlabel.h"

#include <QEvent>
#include <QGridLayout>

namespace antiphon {

namespace {

constexpr int iconSide = 16;

struct Look
{
    const char* icon;
    Tone tone;
};

Look lookOf(Standing standing)
{
    switch (standing) {
    case Standing::Works:
        return {"check", Tone::Ok};
    case Standing::Fails:
        return {"close", Tone::Danger};
    case Standing::Unknown:
        break;
    }
    return {"help", Tone::Muted};
}

QString standingText(Standing standing)
{
    switch (standing) {
    case Standing::Works:
        return FindingsTable::tr("works");
    case Standing::Fails:
        return FindingsTable::tr("does not");
    case Standing::Unknown:
        break;
    }
    return FindingsTable::tr("not known");
}

} // namespace

FindingsTable::FindingsTable(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(metrics::gap);
    m_grid->setVerticalSpacing(metrics::unit);
    m_grid->setColumnStretch(3, 1);
    setAccessibleName(tr("What the endpoint can do"));
    hide();
}

void FindingsTable::show(const QList<EndpointFinding>& findings)
{
    m_icons.clear();
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QStringList told;
    for (const EndpointFinding& finding : findings) {
        addRow(finding);
        told << QStringLiteral("%1: %2, %3")
                    .arg(featureTitle(finding.feature), standingText(finding.standing), finding.detail);
    }
    setAccessibleDescription(told.join(QStringLiteral("; ")));
    paintIcons();
    setVisible(!findings.isEmpty());
}

void FindingsTable::addRow(const EndpointFinding& finding)
{
    const int row = m_grid->rowCount();
    auto* icon = new QLabel(this);
    icon->setFixedSize(iconSide, iconSide);
    m_icons << std::pair(icon, finding.standing);
    auto* detail = new ElidedLabel(finding.detail, TextSize::Body, Tone::Muted, this);
    m_grid->addWidget(icon, row, 0);
    m_grid->addWidget(new TextLabel(featureTitle(finding.feature), TextSize::Body, Tone::Normal, this), row,
                      1);
    m_grid->addWidget(
        new TextLabel(standingText(finding.standing), TextSize::Body, lookOf(finding.standing).tone, this),
        row, 2);
    m_grid->addWidget(detail, row, 3);
}

void FindingsTable::paintIcons()
{
    for (const auto& [label, standing] : std::as_const(m_icons)) {
        const Look look = lookOf(standing);
        label->setPixmap(iconPixmap(QLatin1String(look.icon), toneColour(look.tone, palette()), iconSide,
                                    devicePixelRatioF()));
    }
}

void FindingsTable::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
}

} // namespace antiphon
