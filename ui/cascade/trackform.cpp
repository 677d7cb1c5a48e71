#include "ui/cascade/trackform.h"

#include "core/cascade/filter.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/textlabel.h"

#include <QCompleter>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace antiphon {

namespace {

// All values of the map's own types, as they are typed: "genre: rock".
QStringList offered(const CatalogueIndex& index)
{
    QStringList texts;
    for (ValueId value = 0; value < index.valueCount(); ++value) {
        const IndexedType& type = index.types()[static_cast<std::size_t>(index.typeOf(value))];
        if (type.origin == TypeOrigin::Attribute)
            texts << type.name + QStringLiteral(": ") + index.valueText(value);
    }
    return texts;
}

} // namespace

TrackForm::TrackForm(QWidget* parent)
    : QWidget(parent),
      m_rows(new QFormLayout),
      m_title(field(tr("Title"))),
      m_artist(field(tr("Artist"))),
      m_album(field(tr("Album"))),
      m_values(new ChipBar(this)),
      m_newValue(field(tr("Value to add"))),
      m_fault(new TextLabel({}, TextSize::Caption, Tone::Danger, this))
{
    m_rows->setSpacing(metrics::gap);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_rows->addRow(tr("Title"), m_title);
    m_rows->addRow(tr("Artist"), m_artist);
    m_rows->addRow(tr("Album"), m_album);
    m_newValue->setPlaceholderText(tr("Add a value, such as genre: rock"));
    m_newValue->setToolTip(tr("Type and value with a colon between; Enter adds it"));
    m_values->setAccessibleName(tr("Values of the track"));
    m_fault->setWordWrap(true);
    m_fault->hide();
    auto* saving = new QPushButton(tr("Save"), this);
    saving->setToolTip(tr("Save the track (Ctrl+Return); undo takes it back"));
    makePrimary(saving);
    auto* leaving = new QPushButton(tr("Leave"), this);
    leaving->setToolTip(tr("Leave the track as it was (Escape)"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addStretch(1);
    buttons->addWidget(leaving);
    buttons->addWidget(saving);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addLayout(m_rows);
    column->addWidget(m_values);
    column->addWidget(m_newValue);
    column->addWidget(m_fault);
    column->addLayout(buttons);
    column->addStretch(1);
    connect(saving, &QPushButton::clicked, this, &TrackForm::save);
    connect(leaving, &QPushButton::clicked, this, &TrackForm::left);
    connect(m_newValue, &QLineEdit::returnPressed, this, &TrackForm::addValue);
    connect(m_values, &ChipBar::closeRequested, this, &TrackForm::removeValue, Qt::QueuedConnection);
    setFocusProxy(m_title);
}

QLineEdit* TrackForm::field(const QString& name)
{
    auto* made = new QLineEdit(this);
    made->setAccessibleName(name);
    made->setTextMargins(4, 0, 4, 0);
    return made;
}

void TrackForm::setIndex(const std::shared_ptr<const CatalogueIndex>& index)
{
    if (index == m_index || !index)
        return;
    m_index = index;
    for (QLineEdit* each : std::as_const(m_numbers))
        m_rows->removeRow(each);
    m_numbers.clear();
    for (const IndexedType& type : index->types()) {
        if (!type.hasNumbers)
            continue;
        m_numbers[type.name] = field(type.name);
        m_rows->addRow(type.name.left(1).toUpper() + type.name.mid(1), m_numbers[type.name]);
    }
    delete m_newValue->completer();
    auto* completer = new QCompleter(offered(*index), m_newValue);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(8);
    m_newValue->setCompleter(completer);
}

void TrackForm::setTrack(const Track& track)
{
    m_track = track;
    m_title->setText(track.title);
    m_artist->setText(track.artist);
    m_album->setText(track.album);
    for (QLineEdit* each : std::as_const(m_numbers))
        each->clear();
    for (const NumberValue& number : track.numbers)
        if (QLineEdit* each = m_numbers.value(number.type))
            each->setText(QString::number(number.number, 'g', 15));
    m_newValue->clear();
    m_fault->hide();
    showValues();
}

void TrackForm::showValues()
{
    QList<DialogueChip> chips;
    for (const AttributeValue& value : std::as_const(m_track.values)) {
        DialogueChip chip;
        chip.text = value.type + QStringLiteral(": ") + value.value;
        chip.toolTip = tr("Delete takes the value away");
        chips << chip;
    }
    m_values->setChips(chips, ChipClose::Button);
    m_values->setVisible(!chips.isEmpty());
}

std::optional<AttributeValue> TrackForm::typedValue() const
{
    const QString text = m_newValue->text().simplified();
    if (const auto filter = filterFromText(text); filter && filter->sense == Sense::Include)
        return AttributeValue{filter->type.trimmed(), filter->value.trimmed()};
    const qsizetype blank = text.indexOf(QLatin1Char(' '));
    if (blank > 0 && m_index && m_index->typeIndex(text.left(blank)) >= 0)
        return AttributeValue{text.left(blank), text.mid(blank + 1)};
    return std::nullopt;
}

void TrackForm::addValue()
{
    if (m_newValue->text().trimmed().isEmpty())
        return;
    const auto value = typedValue();
    m_fault->setVisible(!value || m_track.values.contains(*value));
    if (!value)
        m_fault->setText(tr("Write the type, a colon and the value, such as genre: rock."));
    else if (m_track.values.contains(*value))
        m_fault->setText(tr("The track has that value already."));
    else
        m_track.values << *value;
    if (!value || m_fault->isVisibleTo(this))
        return;
    showValues();
    m_newValue->clear();
}

void TrackForm::removeValue(int chip)
{
    if (chip < 0 || chip >= m_track.values.size())
        return;
    m_track.values.removeAt(chip);
    showValues();
    m_newValue->setFocus();
}

std::optional<Track> TrackForm::wanted()
{
    Track track = m_track;
    track.title = m_title->text().trimmed();
    track.artist = m_artist->text().trimmed();
    track.album = m_album->text().trimmed();
    track.numbers.clear();
    for (const IndexedType& type : m_index->types()) {
        const QLineEdit* each = m_numbers.value(type.name);
        if (!each || each->text().trimmed().isEmpty())
            continue;
        bool isNumber = false;
        track.numbers << NumberValue{type.name, each->text().trimmed().toDouble(&isNumber)};
        if (!isNumber) {
            m_fault->setText(tr("%1 must be a number.").arg(type.name));
            m_fault->show();
            return std::nullopt;
        }
    }
    return track;
}

void TrackForm::save()
{
    if (!m_index)
        return;
    addValue(); // what was typed and not yet added
    if (m_fault->isVisibleTo(this) && !m_newValue->text().isEmpty())
        return;
    if (const auto track = wanted())
        Q_EMIT saveRequested(*track);
}

void TrackForm::keyPressEvent(QKeyEvent* event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && event->modifiers() & Qt::ControlModifier)
        save();
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}

} // namespace antiphon
