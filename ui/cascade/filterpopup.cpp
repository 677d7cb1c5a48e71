#include "ui/cascade/filterpopup.h"

#include "ui/cascade/nextvalueslist.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/textlabel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int valuesShown = 60;

QStringList wordsOf(const QString& typed)
{
    QString text = typed.trimmed();
    if (text.startsWith(QLatin1Char('!')))
        text = text.mid(1);
    static const QRegularExpression separators(QStringLiteral("[\\s:=]+"));
    QStringList words = text.split(separators, Qt::SkipEmptyParts);
    if (!words.isEmpty() && words.first().compare(QLatin1String("not"), Qt::CaseInsensitive) == 0)
        words.removeFirst();
    return words;
}

// "year 1990-1999" for a type of numbers.
std::optional<NextRow> rangeRow(const CatalogueIndex& index, const QStringList& words)
{
    if (words.size() != 2 || !numberRange(words[1]))
        return std::nullopt;
    const int type = index.typeIndex(words[0]);
    if (type < 0 || !index.types()[static_cast<std::size_t>(type)].hasNumbers)
        return std::nullopt;
    const auto range = *numberRange(words[1]);
    const auto count = index.tracksInRange(type, range.from, range.to).cardinality();
    const double share = static_cast<double>(count) / std::max<quint32>(index.trackCount(), 1);
    return NextRow{{}, {words[0], words[1]}, static_cast<quint32>(count), share, 1};
}

} // namespace

Sense typedSense(const QString& typed)
{
    const QString text = typed.trimmed();
    const bool excludes =
        text.startsWith(QLatin1Char('!')) || text.startsWith(QLatin1String("not "), Qt::CaseInsensitive);
    return excludes ? Sense::Exclude : Sense::Include;
}

QList<NextRow> matchingValues(const CatalogueIndex& index, const QString& typed, int limit)
{
    const QStringList words = wordsOf(typed);
    QList<NextRow> rows;
    if (const auto range = rangeRow(index, words))
        rows << *range;
    std::vector<std::pair<quint32, ValueId>> found;
    for (ValueId value = 0; value < index.valueCount(); ++value) {
        const AttributeValue attribute = index.attributeValue(value);
        const QString text = attribute.type + QLatin1Char(' ') + attribute.value;
        if (std::all_of(words.begin(), words.end(),
                        [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); }))
            found.emplace_back(index.frequency(value), value);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [count, value] : found) {
        if (rows.size() >= limit)
            break;
        const AttributeValue attribute = index.attributeValue(value);
        rows << NextRow{{},
                        {attribute.type, attribute.value},
                        count,
                        static_cast<double>(count) / std::max<quint32>(index.trackCount(), 1),
                        1};
    }
    return rows;
}

FilterPopup::FilterPopup(QWidget* parent)
    : QFrame(parent, Qt::Popup), m_field(new QLineEdit(this)), m_list(new NextValuesList(this))
{
    setAccessibleName(tr("Add a filter"));
    m_field->setPlaceholderText(tr("genre reggae, not mood sad, year 1990-1999"));
    m_field->setAccessibleName(tr("Filter to add"));
    m_list->setFocusPolicy(Qt::NoFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    column->addWidget(
        new TextLabel(tr("Enter adds, Shift+Enter excludes"), TextSize::Caption, Tone::Muted, this));
    resize(380, 360);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &FilterPopup::refresh);
    connect(m_list, &NextValuesList::chosen, this, &FilterPopup::finish);
}

void FilterPopup::open(std::shared_ptr<const CatalogueIndex> index, const QPoint& globalPlace)
{
    m_index = std::move(index);
    m_field->clear();
    refresh();
    move(globalPlace);
    show();
    m_field->setFocus();
}

void FilterPopup::refresh()
{
    if (!m_index)
        return;
    QList<NextRow> rows;
    QString heading;
    for (const NextRow& row : matchingValues(*m_index, m_field->text(), valuesShown)) {
        if (row.value.type != heading)
            rows << NextRow{heading = row.value.type, {}};
        rows << row;
    }
    m_list->setRows(rows);
}

void FilterPopup::finish(Filter filter)
{
    if (typedSense(m_field->text()) == Sense::Exclude)
        filter.sense = Sense::Exclude;
    hide();
    Q_EMIT chosen(filter);
}

bool FilterPopup::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool isForList = key->key() == Qt::Key_Up || key->key() == Qt::Key_Down ||
                               key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isForList) {
            QCoreApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void FilterPopup::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokensOf(palette());
    painter.fillRect(rect(), t.panel);
    painter.setPen(t.hairline);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace antiphon
