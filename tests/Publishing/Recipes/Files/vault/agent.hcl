auto_auth {
  method {
    type = "approle"
    config = {
      role_id_file_path                   = "/vault/approle/role-id"
      secret_id_file_path                 = "/vault/approle/secret-id"
      remove_secret_id_file_after_reading = false
    }
  }
}

template {
  contents    = "{{ with secret \"secret/data/api\" }}{{ .Data.data.password }}{{ end }}"
  destination = "/vault/secrets/password"
  perms       = "0644"
}
