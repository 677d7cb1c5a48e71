// The page that shows and changes every key.
#pragma once

#include "ui/shell/keymap.h"

#include <QWidget>

class QPushButton;
class QSortFilterProxyModel;

namespace antiphon {

class CalmTable;
class KeysModel;
class SearchField;
class SectionHeader;
class TextLabel;

// Takes one key press, whatever else that key would do; Escape takes none.
class KeyRecorder : public QWidget
{
    Q_OBJECT
public:
    explicit KeyRecorder(QWidget* parent = nullptr);

Q_SIGNALS:
    void recorded(const QKeySequence& keys);
    void left(); // Escape, or the focus went elsewhere

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
};

// Enter begins to change the key of the selected line, Delete takes it away, Backspace gives it the key that
// it comes with. What collides is refused with the reason, and nothing changes.
class KeysPage : public QWidget
{
    Q_OBJECT
public:
    using Bindings = std::function<QList<KeyBinding>()>;
    KeysPage(KeyMap& keys, Bindings bindings, QWidget* parent = nullptr);

    void refresh(); // asks for the bindings anew
    CalmTable* table() const { return m_table; }
    bool isRecording() const;

Q_SIGNALS:
    void closeRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    const KeyBinding* current() const;
    void record();
    void take(const QKeySequence& keys);
    void stopRecording();
    void giveStandard();
    void takeAway();
    void say(const QString& sentence, bool isRefusal);
    void updateButtons();

    KeyMap& m_keys;
    Bindings m_bindings;
    KeysModel* m_model;
    QSortFilterProxyModel* m_sorted = nullptr;
    SectionHeader* m_title;
    SearchField* m_filter;
    CalmTable* m_table;
    KeyRecorder* m_recorder;
    TextLabel* m_says;
    QPushButton* m_change;
    QPushButton* m_standard;
    QPushButton* m_none;
    QPushButton* m_allStandard;
};

} // namespace antiphon
