#include "ui/shell/topbar.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPainter>

namespace antiphon {

namespace {

constexpr int fieldWidth = 280;
constexpr int fieldHeight = 28;

// Looks like a field and opens the command palette.
class PaletteField : public QPushButton
{
public:
    explicit PaletteField(QWidget* parent) : QPushButton(parent)
    {
        setFixedSize(fieldWidth, fieldHeight);
        setAccessibleName(QObject::tr("Search or do"));
        setToolTip(QObject::tr("Find a command, a station or a dialogue (Ctrl+K)"));
        setFocusPolicy(Qt::TabFocus);
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(10, 0, 10, 0);
        auto* words = new TextLabel(QObject::tr("Search or do"), TextSize::Body, Tone::Muted, this);
        words->setAttribute(Qt::WA_TransparentForMouseEvents);
        auto* key = new KeyCap(QStringLiteral("Ctrl K"), this);
        key->setAttribute(Qt::WA_TransparentForMouseEvents);
        row->addWidget(words, 1);
        row->addWidget(key);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Tokens& t = tokensOf(palette());
        painter.setBrush(t.window);
        painter.setPen(QPen(hasFocus() ? t.accent : t.hairline, hasFocus() ? 1.6 : 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::controlRadius,
                                metrics::controlRadius);
    }
};

} // namespace

TopBar::TopBar(QWidget* parent)
    : QWidget(parent),
      m_project(new QPushButton(this)),
      m_place(new ElidedLabel({}, TextSize::Body, Tone::Normal, this))
{
    setMinimumHeight(metrics::topBarHeight);
    m_project->setFlat(true);
    m_project->setToolTip(tr("Project, appearance and help"));
    m_project->setLayoutDirection(Qt::RightToLeft); // the chevron stands after the name
    m_project->setIcon(themeIcon(QStringLiteral("chevron-down")));
    m_project->setIconSize({12, 12});
    QFont bold;
    bold.setWeight(QFont::DemiBold);
    m_project->setFont(bold);
    auto* field = new PaletteField(this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::unit, 0, metrics::padding, 1);
    row->setSpacing(metrics::unit);
    row->addWidget(m_project);
    row->addWidget(m_place, 1);
    row->addWidget(field);
    connect(m_project, &QPushButton::clicked, this, &TopBar::projectMenuRequested);
    connect(field, &QPushButton::clicked, this, &TopBar::paletteRequested);
}

void TopBar::setProject(const QString& name)
{
    m_project->setText(name);
    m_project->setAccessibleName(tr("Project menu: %1").arg(name));
}

void TopBar::setPlace(const QString& station, const QString& thing)
{
    QStringList parts{station, thing};
    parts.removeAll({});
    m_place->setText(parts.isEmpty() ? QString() : QStringLiteral("/  ") + parts.join(QStringLiteral(" / ")));
}

QString TopBar::placeText() const
{
    return m_place->text();
}

void TopBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokensOf(palette());
    painter.fillRect(rect(), t.panel);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.hairline);
}

} // namespace antiphon
