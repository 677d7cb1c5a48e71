// A table of weights to edit: a slider in each row, adding and removing below.
#pragma once

#include "ui/cascade/recipe/weightmodel.h"

#include <QWidget>

#include <functional>

class QPushButton;

namespace antiphon {

class CalmTable;
class SectionHeader;

class WeightTable : public QWidget
{
    Q_OBJECT
public:
    struct Texts
    {
        QString title;
        QString nameColumn;
        QString empty;
    };
    WeightTable(WeightModel::Kind kind, const Texts& texts, QWidget* parent);

    // What may be added: sets of these labels, or one name of a list. Each must hold `always`, where it is
    // given.
    void offerSets(std::function<QStringList()> labels, const QString& always = {});
    void offerNames(std::function<QStringList()> names);

    void setItems(const QList<WeightedName>& items);
    void setReadOnly(bool readOnly);
    CalmTable* table() const { return m_table; }
    WeightModel* model() const { return m_model; }
    void openPicker();
    void hideAdd(); // where rows come from elsewhere

Q_SIGNALS:
    void edited(const QList<WeightedName>& items);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool takeKey(int key, Qt::KeyboardModifiers modifiers);
    void openNames();
    void openSets();
    void adjustButtons();
    void showSum();
    SectionHeader* m_header;
    CalmTable* m_table;
    WeightModel* m_model;
    QPushButton* m_add;
    QPushButton* m_remove;
    std::function<QStringList()> m_labels;
    QString m_always;
    std::function<QStringList()> m_names;
};

} // namespace antiphon
