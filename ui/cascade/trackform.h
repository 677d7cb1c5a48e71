// A track to be corrected: its texts, numbers and values.
#pragma once

#include "core/catalogue/catalogueindex.h"

#include <QWidget>

class QCompleter;
class QFormLayout;
class QLineEdit;

namespace antiphon {

class ChipBar;
class TextLabel;

// Ctrl+Return saves, Escape leaves; Enter in the field of values adds one.
class TrackForm : public QWidget
{
    Q_OBJECT
public:
    explicit TrackForm(QWidget* parent);
    void setIndex(const std::shared_ptr<const CatalogueIndex>& index); // whose types and values are offered
    void setTrack(const Track& track);
    // Nothing where a number is none; the form says so then.
    std::optional<Track> wanted();
    void save();
    QLineEdit* title() const { return m_title; }
    QLineEdit* artist() const { return m_artist; }
    QLineEdit* album() const { return m_album; }
    QLineEdit* newValue() const { return m_newValue; }
    QLineEdit* numberField(const QString& type) const { return m_numbers.value(type); }

Q_SIGNALS:
    void saveRequested(const antiphon::Track& track);
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QLineEdit* field(const QString& name);
    void addValue();
    void removeValue(int chip);
    void showValues();
    std::optional<AttributeValue> typedValue() const;
    Track m_track; // with the values as they stand in the form
    std::shared_ptr<const CatalogueIndex> m_index;
    QFormLayout* m_rows;
    QLineEdit* m_title;
    QLineEdit* m_artist;
    QLineEdit* m_album;
    QHash<QString, QLineEdit*> m_numbers; // by type
    ChipBar* m_values;
    QLineEdit* m_newValue;
    TextLabel* m_fault;
};

} // namespace antiphon
