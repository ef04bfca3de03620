// Where photos are chosen from a list, the list shows them.
(() => {
  const $ = window.django?.jQuery;
  if (!$?.fn.select2) return;
  const shown = (field) => (choice) => {
    if (!choice.id) return choice.text;
    const line = document.createElement("span");
    line.className = "pick";
    const picture = line.appendChild(document.createElement("img"));
    picture.src = field.dataset.pictures.replace("/0/", `/${choice.id}/`);
    picture.alt = "";
    line.appendChild(document.createElement("span")).textContent = choice.text;
    return $(line);
  };
  // Django's own start of these fields waits for the page; this comes after it.
  $(() => {
    for (const field of document.querySelectorAll("select[data-pictures]")) {
      const { appLabel, modelName, fieldName } = field.dataset;
      const data = ({ term, page }) => (
        { term, page, app_label: appLabel, model_name: modelName, field_name: fieldName }
      );
      const show = shown(field);
      $(field).select2({ ajax: { data }, templateResult: show, templateSelection: show });
    }
  });
})();
