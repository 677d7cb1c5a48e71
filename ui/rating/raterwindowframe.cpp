// The frame of the rater's window: title, text size, light and dark, keys that hold everywhere.
#include "ui/rating/questionkeys.h"
#include "ui/rating/raterpages.h"
#include "ui/rating/raterwindow.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/panels.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>

namespace antiphon {

namespace {

constexpr int scaleStep = 10;

QToolButton* barButton(QWidget* parent, const QString& text, const QString& name, const QString& keys)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    button->setToolTip(QStringLiteral("%1 (%2)").arg(name, keys));
    return button;
}

} // namespace

void RaterWindow::compose()
{
    setWindowTitle(tr("Rating – %1").arg(QFileInfo(m_packetPath).completeBaseName()));
    auto* bar = new QWidget(this);
    bar->setAutoFillBackground(true);
    bar->setBackgroundRole(QPalette::Base);
    m_title = new TextLabel(tr("Rating"), TextSize::Heading, Tone::Normal, bar);
    auto* smaller = barButton(bar, QStringLiteral("A−"), tr("Smaller text"), QStringLiteral("Ctrl+−"));
    auto* larger = barButton(bar, QStringLiteral("A+"), tr("Larger text"), QStringLiteral("Ctrl++"));
    m_schemeButton = barButton(bar, {}, tr("Light or dark"), QStringLiteral("Ctrl+Shift+L"));
    connect(smaller, &QToolButton::clicked, this, [this] { scaleText(-scaleStep); });
    connect(larger, &QToolButton::clicked, this, [this] { scaleText(scaleStep); });
    connect(m_schemeButton, &QToolButton::clicked, this, &RaterWindow::toggleScheme);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::padding, metrics::gap, metrics::gap, metrics::gap);
    row->addWidget(m_title, 1);
    auto* sizeLabel = new TextLabel(tr("Text size"), TextSize::Body, Tone::Muted, bar);
    sizeLabel->setForegroundRole(QPalette::WindowText); // not the one of the bar's ground
    row->addWidget(sizeLabel);
    row->addWidget(smaller);
    row->addWidget(larger);
    row->addSpacing(metrics::gap);
    row->addWidget(m_schemeButton);

    m_banners = new BannerArea(this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(new QWidget(m_pages)); // until the packet is read
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(new Hairline(Qt::Horizontal, this));
    column->addWidget(m_banners);
    column->addWidget(m_pages, 1);
    setMinimumSize(560, 480);

    const auto adopt = [this] {
        const bool dark = m_parts.theme.scheme() == Scheme::Dark;
        const int size = QFontMetrics(QApplication::font()).height();
        m_schemeButton->setIconSize({size, size});
        m_schemeButton->setIcon(themeIcon(dark ? QStringLiteral("sun") : QStringLiteral("moon")));
    };
    connect(&m_parts.theme, &Theme::changed, m_schemeButton, adopt);
    adopt();
}

void RaterWindow::addShortcuts()
{
    const auto add = [this](const QList<QKeySequence>& keys, const std::function<void()>& run) {
        for (const QKeySequence& key : keys)
            connect(new QShortcut(key, this), &QShortcut::activated, this, run);
    };
    add({Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal}, [this] { scaleText(scaleStep); });
    add({Qt::CTRL | Qt::Key_Minus}, [this] { scaleText(-scaleStep); });
    add({Qt::CTRL | Qt::Key_0}, [this] { scaleText(0); });
    add({Qt::CTRL | Qt::SHIFT | Qt::Key_L}, [this] { toggleScheme(); });
    add({Qt::CTRL | Qt::Key_Q, Qt::CTRL | Qt::Key_W}, [this] { close(); });
}

void RaterWindow::toggleScheme()
{
    Appearance appearance = m_parts.theme.appearance();
    appearance.scheme = m_parts.theme.scheme() == Scheme::Dark ? SchemeChoice::Light : SchemeChoice::Dark;
    setAppearance(appearance);
}

void RaterWindow::scaleText(int byPerCent)
{
    Appearance appearance = m_parts.theme.appearance();
    appearance.textScale = byPerCent == 0 ? 100 : appearance.textScale + byPerCent;
    setAppearance(appearance);
}

void RaterWindow::setAppearance(const Appearance& appearance)
{
    m_parts.theme.apply(appearance);
    if (m_parts.keepAppearance)
        m_parts.keepAppearance(m_parts.theme.appearance());
}

void RaterWindow::clearBanners(NoticeKind kind)
{
    const auto banners = m_banners->findChildren<Banner*>(Qt::FindDirectChildrenOnly);
    bool others = false;
    for (Banner* banner : banners) {
        if (banner->notice().kind != kind) {
            others = true;
            continue;
        }
        banner->hide();
        banner->deleteLater();
    }
    m_banners->setVisible(others);
}

// Every move of the mouse or press of a key is a sign of life, wherever in the window it happens.
bool RaterWindow::eventFilter(QObject* watched, QEvent* event)
{
    const auto type = event->type();
    if (type == QEvent::KeyPress || type == QEvent::MouseMove || type == QEvent::MouseButtonPress ||
        type == QEvent::Wheel || type == QEvent::HoverMove)
        m_active.sign(m_clock.elapsed());
    return QWidget::eventFilter(watched, event);
}

void RaterWindow::keyPressEvent(QKeyEvent* event)
{
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier && !event->isAutoRepeat();
    const bool unpauses = event->key() == Qt::Key_P || event->key() == Qt::Key_Escape;
    const int guess = valueOfKey(event->key(), QuestionKind::Dialogue, digitKeys(3));
    if (plain && m_place == RaterPlace::Paused && unpauses)
        goOn();
    else if (plain && m_place == RaterPlace::Guess && guess > 0)
        note(NoteKind::Guess, {}, guess);
    else if (plain && m_place == RaterPlace::Guess && event->key() == Qt::Key_Backspace)
        backToAnswers();
    else if (plain && m_place == RaterPlace::Done && event->key() == Qt::Key_Backspace)
        backToAnswers();
    else
        QWidget::keyPressEvent(event);
}

void RaterWindow::closeEvent(QCloseEvent* event)
{
    m_parts.memory.setValue(QStringLiteral("rater/geometry"), saveGeometry());
    event->accept();
}

} // namespace antiphon
