// The track in hand: what is known of it, what was changed, what is near; and its form.
#pragma once

#include "core/catalogue/catalogueindex.h"
#include "core/storage/edithistory.h"

#include <QWidget>

class QFormLayout;
class QPushButton;
class QStackedLayout;

namespace antiphon {

class NearestPanel;
class SectionHeader;
class TextLabel;
class TrackForm;

class TrackPanel : public QWidget
{
    Q_OBJECT
public:
    explicit TrackPanel(QWidget* parent);
    void clear();
    void showTrack(const Track& track);
    void showEdits(const QList<HistoryEntry>& edits);
    const std::optional<Track>& track() const { return m_track; }
    TrackForm* form() const { return m_form; }
    NearestPanel* nearest() const { return m_near; }
    bool isEditing() const;
    void startEdit();
    void endEdit();

Q_SIGNALS:
    void cascadeAsked(const antiphon::Track& track);

private:
    QWidget* makeReading();
    QLayout* makeButtons();
    void showValues(const Track& track);
    QStackedLayout* m_pages;
    std::optional<Track> m_track;
    TextLabel* m_title = nullptr;
    TextLabel* m_artist = nullptr;
    TextLabel* m_id = nullptr;
    QFormLayout* m_values = nullptr;
    NearestPanel* m_near = nullptr;
    SectionHeader* m_editsHeader = nullptr;
    TextLabel* m_edits = nullptr;
    TrackForm* m_form;
};

} // namespace antiphon
