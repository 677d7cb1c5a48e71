// One memo in full: where it lies, its fields, its evidence, and what cites it.
#pragma once

#include "ui/coding/memodesk.h"
#include "ui/widgets/panels.h"

class QLineEdit;

namespace antiphon {

class MemoEditor;

// What is read of a memo for the sheet.
struct MemoFacts
{
    ListedMemo listed = {};
    QList<MemoLink> links = {};
    QList<ListedMemo> citing = {};
    bool operator==(const MemoFacts&) const = default;
};

class MemoPane : public QWidget
{
    Q_OBJECT
public:
    MemoPane(CodingDesk& desk, QWidget* parent = nullptr);

    void open(MemoId memo);       // reads it and shows it
    void begin(const Memo& memo); // a new one
    void refresh();               // what is being written stays
    void leave();                 // keeps what was written
    MemoId memo() const { return m_facts.listed.memo.id; }
    void setOthers(const QList<ListedMemo>& memos); // what can be linked by name, beside codes

Q_SIGNALS:
    void saved(antiphon::MemoId memo);
    void closed(); // nothing is shown any more

private:
    void show(const MemoFacts& facts);
    void showEvidence();
    void keep(const MemoContent& content);
    void linkNamed(const QString& name);
    QWidget* placeRow(const MemoPlace& place, const std::optional<MemoLink>& link);
    QHash<QString, MemoAnchor> linkable() const;

    CodingDesk& m_desk;
    MemoDesk& m_memos;
    MemoFacts m_facts;
    QList<ListedMemo> m_others;
    QPushButton* m_place;
    TextLabel* m_times;
    MemoEditor* m_editor;
    QWidget* m_below;
    SectionHeader* m_evidenceTitle;
    QVBoxLayout* m_evidence;
    QPushButton* m_linkTurn;
    QLineEdit* m_linkName;
    SectionHeader* m_citingTitle;
    QVBoxLayout* m_citing;
    QPushButton* m_delete;
};

} // namespace antiphon
