#include "ui/cascade/trackpanel.h"

#include "core/catalogue/typefamily.h"
#include "ui/cascade/nearestpanel.h"
#include "ui/cascade/trackform.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QFormLayout>
#include <QScrollArea>
#include <QStackedLayout>

namespace antiphon {

namespace {

constexpr QMargins panelMargins{metrics::padding, 12, metrics::padding, 12};
constexpr int editsShown = 6;

QString capital(const QString& text)
{
    return text.left(1).toUpper() + text.mid(1);
}

QString familyTitle(TypeFamily family)
{
    switch (family) {
    case TypeFamily::Metadata:
        return TrackPanel::tr("Metadata");
    case TypeFamily::Similar:
        return TrackPanel::tr("Similar to");
    case TypeFamily::Context:
        return TrackPanel::tr("Listening context");
    case TypeFamily::Content:
        break;
    }
    return TrackPanel::tr("Music content");
}

// The values of each type, in the order of their families.
QMap<std::pair<TypeFamily, QString>, QStringList> valueLines(const Track& track)
{
    QMap<std::pair<TypeFamily, QString>, QStringList> lines;
    for (const NumberValue& number : track.numbers)
        lines[{familyOfType(number.type), number.type}] << QString::number(number.number);
    for (const AttributeValue& value : track.values)
        lines[{familyOfType(value.type), value.type}] << value.value;
    return lines;
}

TextLabel* wrapped(TextSize size, Tone tone, QWidget* parent)
{
    auto* label = new TextLabel({}, size, tone, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QScrollArea* scrolling(QWidget* content, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

} // namespace

TrackPanel::TrackPanel(QWidget* parent)
    : QWidget(parent), m_pages(new QStackedLayout(this)), m_form(new TrackForm(this))
{
    setAccessibleName(tr("The track in hand"));
    auto* none = new QWidget(this);
    auto* middle = new QVBoxLayout(none);
    auto* sentence = new TextLabel(tr("Choose a track to see all that is known of it."), TextSize::Body,
                                   Tone::Muted, none);
    sentence->setAlignment(Qt::AlignCenter);
    sentence->setWordWrap(true);
    middle->setContentsMargins(panelMargins);
    middle->addWidget(sentence);
    auto* editing = new QWidget(this);
    auto* column = new QVBoxLayout(editing);
    column->setContentsMargins(panelMargins);
    column->setSpacing(metrics::gap);
    column->addWidget(new SectionHeader(tr("Edit track"), tr("Ctrl+Return saves"), editing));
    column->addWidget(m_form, 1);
    m_pages->addWidget(none);
    m_pages->addWidget(scrolling(makeReading(), this));
    m_pages->addWidget(scrolling(editing, this));
    connect(m_form, &TrackForm::left, this, &TrackPanel::endEdit);
}

QLayout* TrackPanel::makeButtons()
{
    auto* edit = new QPushButton(tr("Edit"), this);
    edit->setToolTip(tr("Correct the texts, numbers and values of this track (E)"));
    auto* cascade = new QPushButton(tr("As cascade"), this);
    cascade->setToolTip(tr("Explore the cascade of this track's values"));
    connect(edit, &QPushButton::clicked, this, &TrackPanel::startEdit);
    connect(cascade, &QPushButton::clicked, this, [this] {
        if (m_track)
            Q_EMIT cascadeAsked(*m_track);
    });
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(edit);
    row->addWidget(cascade);
    row->addStretch(1);
    return row;
}

QWidget* TrackPanel::makeReading()
{
    auto* reading = new QWidget(this);
    m_title = wrapped(TextSize::Title, Tone::Normal, reading);
    m_artist = wrapped(TextSize::Body, Tone::Normal, reading);
    m_id = wrapped(TextSize::Caption, Tone::Muted, reading);
    m_values = new QFormLayout;
    m_values->setSpacing(metrics::gap);
    m_values->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_near = new NearestPanel(reading);
    m_editsHeader = new SectionHeader(tr("Edits"), {}, reading);
    m_edits = wrapped(TextSize::Caption, Tone::Muted, reading);
    auto* column = new QVBoxLayout(reading);
    column->setContentsMargins(panelMargins);
    column->setSpacing(metrics::gap);
    for (QWidget* widget : {m_title, m_artist, m_id})
        column->addWidget(widget);
    column->addLayout(makeButtons());
    column->addSpacing(metrics::gap);
    column->addLayout(m_values);
    column->addSpacing(metrics::gap);
    column->addWidget(m_near);
    column->addSpacing(metrics::gap);
    column->addWidget(m_editsHeader);
    column->addWidget(m_edits);
    column->addStretch(1);
    return reading;
}

void TrackPanel::clear()
{
    m_track.reset();
    m_pages->setCurrentIndex(0);
}

void TrackPanel::showTrack(const Track& track)
{
    const bool isOther = !m_track || m_track->ordinal != track.ordinal;
    m_track = track;
    m_title->setText(track.title.isEmpty() ? track.externalId : track.title);
    QStringList from;
    for (const QString& text : {track.artist, track.album})
        if (!text.isEmpty())
            from << text;
    m_artist->setText(from.join(QStringLiteral(" · ")));
    m_artist->setVisible(!from.isEmpty());
    m_id->setText(tr("Id %1 · place %2").arg(track.externalId, countText(qint64(track.ordinal) + 1)));
    showValues(track);
    if (isOther) {
        m_near->showNearest({}, {});
        showEdits({});
    }
    if (isOther || !isEditing())
        m_pages->setCurrentIndex(1);
}

void TrackPanel::showValues(const Track& track)
{
    while (m_values->rowCount() > 0)
        m_values->removeRow(0);
    const auto lines = valueLines(track);
    std::optional<TypeFamily> family;
    for (auto line = lines.cbegin(); line != lines.cend(); ++line) {
        if (family != line.key().first)
            m_values->addRow(
                new TextLabel(familyTitle(line.key().first), TextSize::Caption, Tone::Muted, this));
        family = line.key().first;
        TextLabel* text = wrapped(TextSize::Body, Tone::Normal, this);
        text->setText(line.value().join(QStringLiteral(", ")));
        m_values->addRow(new TextLabel(capital(line.key().second), TextSize::Body, Tone::Muted, this), text);
    }
    if (lines.isEmpty())
        m_values->addRow(new TextLabel(tr("No values are known."), TextSize::Body, Tone::Muted, this));
}

void TrackPanel::showEdits(const QList<HistoryEntry>& edits)
{
    QStringList lines;
    for (const HistoryEntry& entry : edits.first(std::min<qsizetype>(edits.size(), editsShown))) {
        const QString line = tr("%1, %2: %3").arg(entry.actor, timeText(entry.at, now()), entry.label);
        lines << (entry.undone ? tr("%1 (undone)").arg(line) : line);
    }
    if (edits.size() > editsShown)
        lines << tr("and %1 earlier").arg(edits.size() - editsShown);
    m_edits->setText(lines.join(QLatin1Char('\n')));
    m_editsHeader->setVisible(!lines.isEmpty());
    m_edits->setVisible(!lines.isEmpty());
}

bool TrackPanel::isEditing() const
{
    return m_pages->currentIndex() == 2;
}

void TrackPanel::startEdit()
{
    if (!m_track)
        return;
    m_form->setTrack(*m_track);
    m_pages->setCurrentIndex(2);
    m_form->title()->setFocus();
    m_form->title()->selectAll();
}

void TrackPanel::endEdit()
{
    if (isEditing())
        m_pages->setCurrentIndex(1);
}

} // namespace antiphon
