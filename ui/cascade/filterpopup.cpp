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

// What was typed without "not" or "!": the type, and all that follows it.
std::pair<QString, QString> typeAndRest(const QString& typed)
{
    QString text = typed.trimmed();
    if (text.startsWith(QLatin1Char('!')))
        text = text.mid(1).trimmed();
    else if (text.startsWith(QLatin1String("not "), Qt::CaseInsensitive))
        text = text.mid(4).trimmed();
    static const QRegularExpression between(QStringLiteral("[\\s:=]+"));
    const qsizetype end = text.indexOf(between);
    if (end < 0)
        return {text, {}};
    return {text.left(end), text.mid(end + 1).trimmed()};
}

// "similar_track t12": how many tracks it stands for is told when it is applied.
bool isLikeness(const CatalogueIndex& index, const QString& type, const QString& rest)
{
    if (index.typeIndex(type) >= 0)
        return false;
    if (type == similarTrackType)
        return index.findTrack(rest.toStdString()).has_value();
    return type == similarArtistType && index.findValue(index.typeIndex(u"artist"), rest).has_value();
}

// "year 1990-1999" and "popularity top 10 %" for a type of numbers, or a likeness.
std::optional<NextRow> askedRow(const CatalogueIndex& index, const QString& typed)
{
    const auto [type, rest] = typeAndRest(typed);
    if (isLikeness(index, type, rest))
        return NextRow{{}, {type, rest}, nearTracksOfAFilter, 0, 1};
    const int place = index.typeIndex(type);
    if (place < 0 || !index.types()[static_cast<std::size_t>(place)].hasNumbers ||
        !(numberRange(rest) || numberShare(rest)))
        return std::nullopt;
    const auto tracks = tracksOf(index, {type, rest});
    if (!tracks)
        return std::nullopt;
    const auto count = tracks->cardinality();
    const double share = static_cast<double>(count) / std::max<quint32>(index.trackCount(), 1);
    return NextRow{{}, {type, rest}, static_cast<quint32>(count), share, 1};
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
    if (const auto asked = askedRow(index, typed))
        rows << *asked;
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
    m_field->setPlaceholderText(tr("genre reggae, not mood sad, year 1990-1999, similar_artist …"));
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
