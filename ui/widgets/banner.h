// Messages inside the window instead of boxes before it.
#pragma once

#include "core/base/error.h"
#include "ui/theme/tokens.h"

#include <QFrame>

#include <functional>

namespace antiphon {

enum class NoticeKind { Info, Done, Warning, Error };

// One message. `details` is what "Copy details" copies. `action` is what to do about it, as a button.
struct Notice
{
    NoticeKind kind = NoticeKind::Info;
    QString text;
    QString details = {};
    QString actionTitle = {};
    std::function<void()> action = {};
};

// The error's sentence with all its parts as details.
Notice noticeOf(const Error& error);

// A line with icon, text, buttons and a close button. Deletes itself when closed.
class Banner : public QFrame
{
    Q_OBJECT
public:
    explicit Banner(const Notice& notice, QWidget* parent = nullptr);
    const Notice& notice() const { return m_notice; }

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void close();
    Notice m_notice;
};

// The messages of a window, newest on top, at most three; information goes by itself after some seconds.
class BannerArea : public QWidget
{
    Q_OBJECT
public:
    explicit BannerArea(QWidget* parent = nullptr);
    void show(const Notice& notice);
    QList<Notice> notices() const; // newest first
    using QWidget::show;
};

} // namespace antiphon
