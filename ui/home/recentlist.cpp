#include "ui/home/recentlist.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/panels.h"

#include <QDir>
#include <QFileInfo>
#include <QPainter>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int shownAtMost = 6;

// A row with the project's name and, quiet, where it lies.
class ProjectRow : public QPushButton
{
public:
    ProjectRow(const QString& path, QWidget* parent)
        : QPushButton(parent),
          m_name(QFileInfo(path).completeBaseName()),
          m_folder(QFileInfo(path).absolutePath())
    {
        if (m_folder.startsWith(QDir::homePath()))
            m_folder.replace(0, QDir::homePath().size(), QStringLiteral("~"));
        setFlat(true);
        setAccessibleName(QObject::tr("Open %1 in %2").arg(m_name, m_folder));
        setToolTip(path);
        setCursor(Qt::PointingHandCursor);
    }

    QSize sizeHint() const override
    {
        return {200, std::max(metrics::rowHeight, fontMetrics().height() + 14)};
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QPushButton::paintEvent(event);
        QPainter painter(this);
        const Tokens& t = tokensOf(palette());
        const QRect text = rect().adjusted(metrics::gap + metrics::iconSize + 4, 0, -metrics::gap, 0);
        painter.drawPixmap(metrics::gap, (height() - 16) / 2,
                           iconPixmap(QStringLiteral("file"), t.muted, 16, devicePixelRatioF()));
        painter.setPen(t.text);
        painter.drawText(text, Qt::AlignVCenter, m_name);
        const int x = painter.fontMetrics().horizontalAdvance(m_name) + 12;
        painter.setFont(fontOf(TextSize::Caption));
        painter.setPen(t.muted);
        const QRect rest = text.adjusted(x, 0, 0, 0);
        painter.drawText(rest, Qt::AlignVCenter | Qt::AlignRight,
                         painter.fontMetrics().elidedText(m_folder, Qt::ElideMiddle, rest.width()));
    }

private:
    QString m_name;
    QString m_folder;
};

} // namespace

RecentList::RecentList(std::function<void(const QString&, const QString&)> navigate,
                       std::function<QStringList()> recentProjects, OfferSample sample, QWidget* parent)
    : QWidget(parent),
      m_navigate(std::move(navigate)),
      m_recentProjects(std::move(recentProjects)),
      m_rows(new QVBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(new SectionHeader(tr("Projects"), {}, this));
    m_rows->setSpacing(0);
    column->addLayout(m_rows);
    column->addStretch(1);
    auto* buttons = new QHBoxLayout;
    const auto add = [&](const QString& title, const QString& target) {
        auto* button = new QPushButton(title, this);
        connect(button, &QPushButton::clicked, this,
                [this, target] { m_navigate(QStringLiteral("shell"), target); });
        buttons->addWidget(button);
    };
    add(tr("New project…"), QStringLiteral("new"));
    add(tr("Open…"), QStringLiteral("open"));
    if (sample == OfferSample::Yes)
        add(tr("Open the sample"), QStringLiteral("sample"));
    buttons->addStretch(1);
    column->addLayout(buttons);
    refresh();
}

void RecentList::refresh()
{
    const QStringList paths = m_recentProjects ? m_recentProjects().mid(0, shownAtMost) : QStringList();
    if (paths == m_shown && m_rows->count() > 0)
        return;
    m_shown = paths;
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString& path : paths) {
        auto* row = new ProjectRow(path, this);
        connect(row, &QPushButton::clicked, this,
                [this, path] { m_navigate(QStringLiteral("shell"), QStringLiteral("open/") + path); });
        m_rows->addWidget(row);
    }
    if (paths.isEmpty())
        m_rows->addWidget(
            new TextLabel(tr("Projects that you open will stand here."), TextSize::Body, Tone::Muted, this));
}

void RecentList::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace antiphon
