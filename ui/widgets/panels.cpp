#include "ui/widgets/panels.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QPainter>
#include <QVBoxLayout>

namespace antiphon {

Card::Card(QWidget* parent) : QFrame(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
    m_column->setSpacing(metrics::gap);
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensOf(palette());
    painter.setPen(t.hairline);
    painter.setBrush(t.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::cardRadius,
                            metrics::cardRadius);
}

SectionHeader::SectionHeader(const QString& title, const QString& remark, QWidget* parent)
    : QWidget(parent),
      m_title(new TextLabel(title, TextSize::Heading, Tone::Normal, this)),
      m_remark(new ElidedLabel(remark, TextSize::Caption, Tone::Muted, this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_title);
    row->addWidget(m_remark, 1);
    m_remark->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void SectionHeader::setTitle(const QString& title)
{
    m_title->setText(title);
}

void SectionHeader::setRemark(const QString& remark)
{
    m_remark->setText(remark);
}

Hairline::Hairline(Qt::Orientation orientation, QWidget* parent) : QWidget(parent)
{
    orientation == Qt::Horizontal ? setFixedHeight(1) : setFixedWidth(1);
}

void Hairline::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), tokensOf(palette()).hairline);
}

EmptyView::EmptyView(const QString& iconName, const QString& sentence, QWidget* parent)
    : QWidget(parent),
      m_iconName(iconName),
      m_sentence(new TextLabel(sentence, TextSize::Reading, Tone::Muted, this)),
      m_column(new QVBoxLayout(this))
{
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setMinimumWidth(240);
    m_sentence->setMaximumWidth(420);
    m_column->setSpacing(metrics::padding);
    m_column->addStretch(2);
    m_column->addSpacing(48);    // the icon is painted here
    auto* row = new QHBoxLayout; // an aligned item would get the height of a line as wide as the page
    row->addStretch(1);
    row->addWidget(m_sentence, 100);
    row->addStretch(1);
    m_column->addLayout(row);
    m_column->addStretch(3);
}

QPushButton* EmptyView::setButton(const QString& title)
{
    if (!m_button) {
        m_button = new QPushButton(this);
        makePrimary(m_button);
        m_column->insertWidget(3, m_button, 0, Qt::AlignHCenter);
        setFocusProxy(m_button);
    }
    m_button->setText(title);
    return m_button;
}

QPushButton* EmptyView::setLink(const QString& title)
{
    if (!m_link) {
        m_link = new QPushButton(this);
        m_link->setFlat(true);
        m_link->setCursor(Qt::PointingHandCursor);
        m_column->insertWidget(m_button ? 4 : 3, m_link, 0, Qt::AlignHCenter);
    }
    m_link->setText(title);
    return m_link;
}

void EmptyView::setSentence(const QString& sentence)
{
    m_sentence->setText(sentence);
}

void EmptyView::paintEvent(QPaintEvent*)
{
    constexpr int size = 36;
    QPainter painter(this);
    painter.drawPixmap((width() - size) / 2, m_sentence->y() - metrics::padding - size,
                       iconPixmap(m_iconName, tokensOf(palette()).muted, size, devicePixelRatioF()));
}

BusyBar::BusyBar(QWidget* parent) : QWidget(parent)
{
    constexpr int frameMs = 33;
    setFixedHeight(3);
    setAccessibleName(tr("Working"));
    m_delay.setSingleShot(true);
    m_delay.setInterval(metrics::busyAfterMs);
    m_motion.setInterval(frameMs);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_shown = true;
        m_motion.start();
        update();
    });
    connect(&m_motion, &QTimer::timeout, this, [this] {
        m_phase = (m_phase + 2) % 130;
        update();
    });
}

void BusyBar::begin()
{
    if (++m_count == 1)
        m_delay.start();
}

void BusyBar::end()
{
    if (m_count == 0 || --m_count > 0)
        return;
    m_delay.stop();
    m_motion.stop();
    m_shown = false;
    update();
}

void BusyBar::paintEvent(QPaintEvent*)
{
    if (!m_shown)
        return;
    QPainter painter(this);
    const Tokens& t = tokensOf(palette());
    painter.fillRect(rect(), t.fill);
    painter.fillRect(QRect(width() * (m_phase - 30) / 100, 0, width() * 3 / 10, height()), t.accent);
}

} // namespace antiphon
