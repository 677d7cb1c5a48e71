#include "ui/theme/theme.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QFontDatabase>
#include <QToolTip>

namespace antiphon {

namespace {

constexpr qreal usualPointSize = 10;

QFont desktopFont()
{
    QFont font = QApplication::font();
    if (font.pointSizeF() <= 0)
        font.setPointSizeF(usualPointSize);
    // The platforms without a desktop name no size worth keeping.
    if (QGuiApplication::platformName() == QLatin1String("offscreen"))
        font.setPointSizeF(usualPointSize);
    const QString inter = QStringLiteral("Inter");
    if (QFontDatabase::hasFamily(inter))
        font.setFamilies({inter, font.family()});
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

} // namespace

// Qt 6.4 tells only the palette that is set. One that sets nothing is filled in from the desktop's.
Scheme desktopScheme()
{
    const QPalette shown = QApplication::palette();
    QPalette unset = shown;
    unset.setResolveMask(0);
    QApplication::setPalette(unset);
    const Scheme scheme = schemeOf(QApplication::palette());
    QApplication::setPalette(shown);
    return scheme;
}

Theme::Theme(QApplication& application, ReadScheme readScheme)
    : m_application(application),
      m_readScheme(std::move(readScheme)),
      m_desktopScheme(m_readScheme()),
      m_desktopFont(desktopFont())
{
    initIconResources();
    application.installEventFilter(this);
    QApplication::setStyle(new AntiphonStyle); // the application takes it
    apply(Appearance{});
}

void Theme::apply(Appearance appearance)
{
    appearance.textScale = std::clamp(appearance.textScale, smallestTextScale, largestTextScale);
    m_appearance = appearance;
    QFont font = m_desktopFont;
    font.setPointSizeF(m_desktopFont.pointSizeF() * appearance.textScale / 100.0);
    if (QApplication::font() != font) {
        QApplication::setFont(font);
        QToolTip::setFont(font);
    }
    const QPalette palette = paletteOf(scheme());
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    Q_EMIT changed();
}

// Every window hears of a change of the desktop's colours: one answer is enough.
bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ThemeChange && !std::exchange(m_followPosted, true))
        QMetaObject::invokeMethod(this, &Theme::followDesktop, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void Theme::followDesktop()
{
    m_followPosted = false;
    const Scheme desktop = m_readScheme();
    if (std::exchange(m_desktopScheme, desktop) != desktop && m_appearance.scheme == SchemeChoice::Desktop)
        apply(m_appearance);
}

Scheme Theme::scheme() const
{
    switch (m_appearance.scheme) {
    case SchemeChoice::Desktop:
        return m_desktopScheme;
    case SchemeChoice::Light:
        return Scheme::Light;
    case SchemeChoice::Dark:
        return Scheme::Dark;
    }
    return m_desktopScheme;
}

} // namespace antiphon
