#include "ui/corpus/goalline.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace antiphon {

namespace {

// A chevron and a line of text that ends in an ellipsis.
class FoldButton : public QAbstractButton
{
public:
    explicit FoldButton(QWidget* parent) : QAbstractButton(parent)
    {
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override
    {
        return {120, QFontMetrics(fontOf(TextSize::Caption)).height() + metrics::gap};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        constexpr int chevron = 14;
        const Tokens& t = tokensOf(palette());
        QPainter painter(this);
        const QString icon = isChecked() ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right");
        painter.drawPixmap(0, (height() - chevron) / 2,
                           iconPixmap(icon, t.muted, chevron, devicePixelRatioF()));
        painter.setFont(fontOf(TextSize::Caption));
        painter.setPen(underMouse() || hasFocus() ? t.text : t.muted);
        const QRect place = rect().adjusted(chevron + metrics::unit, 0, 0, 0);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, place.width()));
        if (hasFocus()) {
            painter.setPen(t.accent);
            painter.drawLine(
                place.left(), height() - 1,
                std::min(place.right(), place.left() + painter.fontMetrics().horizontalAdvance(text())),
                height() - 1);
        }
    }
    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }
};

} // namespace

GoalLine::GoalLine(QWidget* parent)
    : QWidget(parent), m_head(new FoldButton(this)), m_list(new QListWidget(this))
{
    constexpr int listHeight = 168;
    m_list->setFixedHeight(listHeight);
    m_list->setFont(fontOf(TextSize::Caption));
    m_list->setAccessibleName(tr("Tracks of the goal playlist"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSpacing(1);
    m_list->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::unit);
    column->addWidget(m_head);
    column->addWidget(m_list);
    connect(m_head, &QAbstractButton::toggled, m_list, &QWidget::setVisible);
    hide();
}

void GoalLine::setTitles(const QStringList& titles)
{
    setVisible(!titles.isEmpty());
    const QString count = titles.size() == 1 ? tr("1 track") : tr("%1 tracks").arg(titles.size());
    m_head->setText(tr("Goal playlist, %1: %2").arg(count, titles.join(QStringLiteral(", "))));
    m_head->setAccessibleName(tr("Goal playlist, %1").arg(count));
    m_head->setToolTip(tr("The playlist that the user had in mind. Enter shows all its tracks."));
    m_list->clear();
    m_list->addItems(titles);
}

} // namespace antiphon
