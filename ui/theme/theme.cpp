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

Theme::Theme(QApplication& application)
    : m_application(application),
      m_desktopScheme(schemeOf(QApplication::palette())),
      m_desktopFont(desktopFont())
{
    initIconResources();
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
