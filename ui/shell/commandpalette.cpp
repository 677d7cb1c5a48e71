#include "ui/shell/commandpalette.h"

#include "ui/shell/fuzzymatch.h"
#include "ui/shell/palettemodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

namespace antiphon {

namespace {
constexpr int paletteWidth = 560;
constexpr int paletteHeight = 420;
} // namespace

QList<PaletteEntry> filterEntries(const QList<PaletteEntry>& entries, const QString& pattern,
                                  const QStringList& recent)
{
    struct Ranked
    {
        int score = 0;
        PaletteEntry entry;
    };
    QList<Ranked> ranked;
    for (const PaletteEntry& entry : entries) {
        const auto inTitle = fuzzyMatch(pattern, entry.title);
        const auto inBoth = inTitle ? std::nullopt : fuzzyMatch(pattern, entry.group + u' ' + entry.title);
        if (!inTitle && !inBoth)
            continue;
        int score = inTitle ? 2 * inTitle->score + 1 : inBoth->score;
        if (const auto place = recent.indexOf(entry.id); place >= 0)
            score += pattern.isEmpty() ? 1000 - static_cast<int>(place) : 3;
        if (!entry.enabled)
            score -= 2000;
        ranked << Ranked{score, entry};
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
    QList<PaletteEntry> result;
    for (Ranked& one : ranked)
        result << std::move(one.entry);
    return result;
}

CommandPalette::CommandPalette(QWidget* window)
    : QFrame(window),
      m_field(new QLineEdit(this)),
      m_list(new QListView(this)),
      m_model(new PaletteModel(this))
{
    hide();
    setAccessibleName(tr("Search or do"));
    m_field->setPlaceholderText(tr("Search or do"));
    m_field->setAccessibleName(tr("Search or do"));
    m_field->addAction(themeIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("Commands"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    window->installEventFilter(this);
}

void CommandPalette::open(QList<PaletteEntry> entries, QStringList recent,
                          std::function<PaletteEntry(const QString&)> fallback)
{
    m_entries = std::move(entries);
    m_recent = std::move(recent);
    m_fallback = std::move(fallback);
    m_field->clear();
    filter();
    place();
    show();
    raise();
    m_field->setFocus();
}

QStringList CommandPalette::shownTitles() const
{
    QStringList titles;
    for (const PaletteEntry& entry : m_model->entries())
        titles << entry.title;
    return titles;
}

void CommandPalette::filter()
{
    auto entries = filterEntries(m_entries, m_field->text(), m_recent);
    if (m_fallback && !m_field->text().trimmed().isEmpty())
        entries << m_fallback(m_field->text().trimmed());
    m_model->setEntries(std::move(entries));
    m_list->setCurrentIndex(m_model->index(0));
}

void CommandPalette::runCurrent()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    const PaletteEntry entry = m_model->entries()[index.row()];
    if (!entry.enabled)
        return;
    hide();
    Q_EMIT ran(entry.id);
    if (entry.run)
        entry.run();
}

void CommandPalette::place()
{
    const QWidget* window = parentWidget();
    const int width = std::min(paletteWidth, window->width() - 2 * metrics::padding);
    const int height = std::min(paletteHeight, window->height() - 2 * metrics::topBarHeight);
    setGeometry((window->width() - width) / 2, metrics::topBarHeight + metrics::gap, width, height);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched == m_field && event->type() == QEvent::FocusOut)
        hide();
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const int rows = m_model->rowCount();
        const int row = m_list->currentIndex().row();
        switch (key->key()) {
        case Qt::Key_Escape:
            hide();
            parentWidget()->setFocus();
            return true;
        case Qt::Key_Down:
        case Qt::Key_Up:
            if (rows > 0)
                m_list->setCurrentIndex(
                    m_model->index((row + (key->key() == Qt::Key_Down ? 1 : rows - 1)) % rows));
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            runCurrent();
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensOf(palette());
    QColor line = t.muted;
    line.setAlphaF(0.5F);
    painter.setPen(QPen(line, 1));
    painter.setBrush(t.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::cardRadius,
                            metrics::cardRadius);
}

} // namespace antiphon
