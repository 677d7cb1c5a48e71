#include "ui/generation/foldsection.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/textlabel.h"

#include <QFormLayout>
#include <QPushButton>

namespace antiphon {

FoldSection::FoldSection(const QString& title, QWidget* parent)
    : QWidget(parent),
      m_toggle(new QPushButton(title, this)),
      m_remark(new ElidedLabel({}, TextSize::Caption, Tone::Muted, this)),
      m_body(new QWidget(this)),
      m_form(new QFormLayout(m_body))
{
    m_toggle->setFlat(true);
    m_toggle->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_toggle->setAccessibleName(title);
    m_form->setContentsMargins(metrics::padding, metrics::unit, 0, metrics::gap);
    m_form->setHorizontalSpacing(metrics::padding);
    m_form->setVerticalSpacing(metrics::gap);
    auto* head = new QHBoxLayout;
    head->setSpacing(metrics::gap);
    head->addWidget(m_toggle);
    head->addWidget(m_remark, 1);
    head->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::unit);
    column->addLayout(head);
    column->addWidget(m_body);
    connect(m_toggle, &QPushButton::clicked, this, [this] { setOpen(!m_open); });
    setOpen(false);
}

void FoldSection::setRemark(const QString& remark)
{
    m_remark->setText(remark);
    m_toggle->setAccessibleDescription(remark);
}

void FoldSection::setOpen(bool open)
{
    m_open = open;
    m_toggle->setIcon(themeIcon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    m_body->setVisible(open);
    m_remark->setVisible(!open);
}

} // namespace antiphon
