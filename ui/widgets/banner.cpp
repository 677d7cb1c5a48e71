#include "ui/widgets/banner.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>

namespace antiphon {

namespace {

constexpr int shownAtMost = 3;
constexpr int passingMs = 6000;

Tone toneOf(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Info:
        return Tone::Accent;
    case NoticeKind::Done:
        return Tone::Ok;
    case NoticeKind::Warning:
        return Tone::Warn;
    case NoticeKind::Error:
        return Tone::Danger;
    }
    return Tone::Accent;
}

QString iconOf(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Info:
        return QStringLiteral("info");
    case NoticeKind::Done:
        return QStringLiteral("check");
    case NoticeKind::Warning:
        return QStringLiteral("warning");
    case NoticeKind::Error:
        return QStringLiteral("error");
    }
    return QStringLiteral("info");
}

} // namespace

Notice noticeOf(const Error& error)
{
    Notice notice{NoticeKind::Error, errorSentence(error)};
    notice.details = QStringLiteral("%1\ncode %2, subject \"%3\", line %4, detail \"%5\"")
                         .arg(notice.text)
                         .arg(static_cast<int>(error.code))
                         .arg(error.subject)
                         .arg(error.line)
                         .arg(error.detail);
    return notice;
}

Banner::Banner(const Notice& notice, QWidget* parent) : QFrame(parent), m_notice(notice)
{
    setAccessibleName(notice.text);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::padding + 28, metrics::gap, metrics::gap, metrics::gap);
    auto* label = new QLabel(notice.text, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(label, 1);
    if (notice.action) {
        auto* act = new QPushButton(notice.actionTitle, this);
        connect(act, &QPushButton::clicked, this, [this] {
            const auto action = m_notice.action;
            close();
            action();
        });
        row->addWidget(act);
    }
    if (!notice.details.isEmpty()) {
        auto* copy = new QPushButton(tr("Copy details"), this);
        copy->setFlat(true);
        connect(copy, &QPushButton::clicked, this,
                [this] { QApplication::clipboard()->setText(m_notice.details); });
        row->addWidget(copy);
    }
    auto* dismiss = new QPushButton(themeIcon(QStringLiteral("close")), {}, this);
    dismiss->setFlat(true);
    dismiss->setAccessibleName(tr("Close message"));
    dismiss->setToolTip(tr("Close message"));
    connect(dismiss, &QPushButton::clicked, this, &Banner::close);
    row->addWidget(dismiss);
    if (notice.kind == NoticeKind::Info || notice.kind == NoticeKind::Done) {
        if (!notice.action)
            QTimer::singleShot(passingMs, this, &Banner::close);
    }
}

void Banner::close()
{
    hide();
    Q_EMIT closed();
    deleteLater();
}

void Banner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensOf(palette());
    const QColor colour = toneColour(toneOf(m_notice.kind), palette());
    painter.fillRect(rect(), t.panel);
    QColor wash = colour;
    wash.setAlphaF(0.08F);
    painter.fillRect(rect(), wash);
    painter.fillRect(QRect(0, 0, 3, height()), colour);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.hairline);
    const QPixmap icon = iconPixmap(iconOf(m_notice.kind), colour, metrics::iconSize, devicePixelRatioF());
    painter.drawPixmap(metrics::padding, (height() - metrics::iconSize) / 2, icon);
}

BannerArea::BannerArea(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    hide();
}

void BannerArea::show(const Notice& notice)
{
    const auto all = findChildren<Banner*>(Qt::FindDirectChildrenOnly);
    for (Banner* banner : all) {
        if (banner->notice().text == notice.text && !banner->isHidden())
            return;
    }
    auto* column = static_cast<QVBoxLayout*>(layout());
    auto* banner = new Banner(notice, this);
    column->insertWidget(0, banner);
    while (column->count() > shownAtMost)
        delete column->itemAt(column->count() - 1)->widget();
    connect(banner, &Banner::closed, this, [this] { setVisible(!notices().isEmpty()); });
    banner->show();
    setVisible(true);
}

QList<Notice> BannerArea::notices() const
{
    QList<Notice> list;
    for (int i = 0; i < layout()->count(); ++i) {
        const auto* banner = qobject_cast<Banner*>(layout()->itemAt(i)->widget());
        if (banner && !banner->isHidden())
            list << banner->notice();
    }
    return list;
}

} // namespace antiphon
