// The look of the application: scheme, text scale, fonts and style, switched at once.
#pragma once

#include "ui/theme/tokens.h"

#include <QFont>
#include <QObject>

#include <functional>

class QApplication;

namespace antiphon {

enum class SchemeChoice { Desktop, Light, Dark };

inline constexpr int smallestTextScale = 80;
inline constexpr int largestTextScale = 200;

struct Appearance
{
    SchemeChoice scheme = SchemeChoice::Desktop;
    int textScale = 100; // per cent of the desktop's font size; 80 to 200
    bool operator==(const Appearance&) const = default;
};

// The scheme of the colours that the desktop has set, whatever the application shows now.
Scheme desktopScheme();

// Made once, by the composition root, before the first window: it remembers what the desktop had set, and
// follows the desktop's colours while the choice is SchemeChoice::Desktop.
class Theme : public QObject
{
    Q_OBJECT
public:
    using ReadScheme = std::function<Scheme()>;
    explicit Theme(QApplication& application, ReadScheme readScheme = desktopScheme);

    void apply(Appearance appearance); // a scale out of range is brought into it
    const Appearance& appearance() const { return m_appearance; }
    Scheme scheme() const; // what is shown now

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void changed();

private:
    void followDesktop();

    QApplication& m_application;
    ReadScheme m_readScheme;
    bool m_followPosted = false;
    Scheme m_desktopScheme;
    QFont m_desktopFont;
    Appearance m_appearance;
};

} // namespace antiphon
